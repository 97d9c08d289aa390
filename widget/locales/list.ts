/** Codes as words: "hate, crime". */
export const listOf = (codes: string | number | undefined, words: Record<string, string>): string =>
  String(codes ?? '')
    .split(' ')
    .filter(Boolean)
    .map((code) => words[code] ?? code)
    .join(', ');
