/** A word of a text that was changed: it stayed, it is new, or it was taken out. */
export interface ChangedWord {
  kind: 'same' | 'new' | 'old';
  word: string;
}

/** Longer texts are not compared word by word: between the first and the last change all counts as changed. */
const mostComparisons = 1_000_000;

/** Compares two texts, each as a list of words, by their longest common sequence. */
export function compareWords(before: readonly string[], after: readonly string[]): ChangedWord[] {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return [
    ...marked('same', after.slice(0, start)),
    ...compareMiddles(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...marked('same', after.slice(after.length - end)),
  ];
}

function compareMiddles(before: readonly string[], after: readonly string[]): ChangedWord[] {
  const width = after.length + 1;
  if (before.length * width > mostComparisons) return [...marked('old', before), ...marked('new', after)];
  // How long the common sequence is of what is left of both from a place on.
  const lengths = new Uint16Array((before.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1)
    for (let column = after.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));

  const words: ChangedWord[] = [];
  let [row, column] = [0, 0];
  for (;;) {
    const [old, fresh] = [before[row], after[column]];
    if (old !== undefined && old === fresh) {
      words.push({ kind: 'same', word: old });
      row += 1;
      column += 1;
    } else if (old !== undefined && (fresh === undefined || at(row + 1, column) >= at(row, column + 1))) {
      words.push({ kind: 'old', word: old });
      row += 1;
    } else if (fresh !== undefined) {
      words.push({ kind: 'new', word: fresh });
      column += 1;
    } else return words;
  }
}

const marked = (kind: ChangedWord['kind'], words: readonly string[]) => words.map((word) => ({ kind, word }));
