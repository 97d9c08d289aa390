import type { Import, ImportFinding } from '../../../worker/contract/transfer';
import type { MovingTexts } from '../../locales/en/moving';

/** A finding in words: what the site or the reader calls it where there are none. */
export function sayKind(words: MovingTexts, what: string): string {
  const [, context, kind = what] = /^(left out|thread left out): (.+)$/.exec(what) ?? [];
  const named = Object.hasOwn(words.kinds, kind) ? (words.kinds[kind] ?? kind) : kind;
  if (!context) return named;
  return `${context === 'left out' ? words.leftOut : words.leftOutThreads}: ${named}`;
}

/** What came of an import, as a text to keep. */
export function reportOf(one: Import, words: MovingTexts): string {
  const { sent, brought, known, refused } = one.comments;
  return [
    `${line(one.file)} (${one.system})`,
    `${words.broughtBy(one.by, one.at)}: ${words.states[one.state]}`,
    words.came(`${sent}`, `${brought}`, `${known}`, `${refused}`),
    ...Object.entries(one.statuses).map(
      ([status, count]) => `  ${count} ${words.statuses[status as keyof MovingTexts['statuses']]}`,
    ),
    ...listed(words.remarks, one.findings, words),
    ...listed(words.found, one.found, words),
    '',
  ].join('\n');
}

const listed = (title: string, findings: readonly ImportFinding[], words: MovingTexts): string[] =>
  findings.length === 0
    ? []
    : [
        '',
        `${title}:`,
        ...findings.flatMap(({ what, count, examples }) => [
          `  ${count} × ${sayKind(words, what)}`,
          ...examples.map((example) => `      ${line(example)}`),
        ]),
      ];

/** What others wrote, in one line. */
const line = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');

/** A file's name as an import has it: one line of at most 200 characters. */
export const fileName = (name: string): string =>
  [...line(name).replace(/\s+/g, ' ').trim()].slice(0, 200).join('').trim() || 'import';
