const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** A comment's HTML as plain text: lines and paragraphs stay, marks and where links lead go. */
export const plainText = (html: string): string =>
  html
    .replace(/<\/?(a|code|del|em|s|strong)\b[^>]*>/g, '')
    .replace(/<br>\n?|<[^>]*>/g, '\n')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** The first words of a comment's HTML as plain text, at most `most` characters. */
export function excerpt(html: string, most: number): string {
  const text = plainText(html).replace(/\s+/g, ' ').trim();
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
