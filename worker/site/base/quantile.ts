/** The value below which this share of them lies (nearest rank); null of nothing. */
export function quantile(values: number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? null;
}
