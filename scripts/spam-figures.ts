/** The share of spam that is found when at most `falsePositives` (0 to 1) of the ham is taken for spam. */
export function recallAt(spam: number[], ham: number[], falsePositives: number): number {
  const threshold = [...ham].sort((a, b) => b - a)[Math.floor(ham.length * falsePositives)] ?? Number.NEGATIVE_INFINITY;
  return spam.filter((score) => score > threshold).length / spam.length;
}

/** How likely a spam scores higher than a ham; equals count half (Mann and Whitney's U). */
export function areaUnderCurve(spam: number[], ham: number[]): number {
  const sorted = [...ham].sort((a, b) => a - b);
  const below = (score: number, orEqual: boolean) => {
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      const value = sorted[middle] ?? 0;
      if (value < score || (orEqual && value === score)) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  const wins = spam.reduce((sum, score) => sum + (below(score, false) + below(score, true)) / 2, 0);
  return wins / (spam.length * ham.length);
}
