/**
 * Shares out what is there among those who want some: nobody gets more than they want, and nobody less than another who
 * wants more.
 */
export function shareOut(wanted: number[], available: number): number[] {
  const shares = wanted.map(() => 0);
  const modestFirst = [...wanted.keys()].toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  let left = available;
  for (const [turn, index] of modestFirst.entries()) {
    const share = Math.min(wanted[index] ?? 0, Math.floor(left / (modestFirst.length - turn)));
    shares[index] = share;
    left -= share;
  }
  return shares;
}
