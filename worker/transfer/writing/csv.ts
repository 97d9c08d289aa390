import type { OpenFile, OutComment, OutItem, OutThread, Writer } from './writer';

/**
 * A table for spreadsheets (RFC 4180): a row a comment, whatever became of it; `status` says what. It begins with a byte order mark, without which
 * some programs take UTF-8 for something else. Of what was taken back or erased the place alone is there.
 */
export const csv: Writer = {
  type: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  packed: false,
  open: () => new Csv(),
};

const columns = [
  ...['id', 'thread', 'address', 'title', 'answers', 'status', 'written', 'edited'],
  ...['name', 'email', 'website', 'team', 'text', 'votes_for', 'votes_against', 'pinned'],
];

class Csv implements OpenFile {
  #thread: OutThread | undefined;

  begin(): string {
    return `\uFEFF${rowOf(columns)}`;
  }

  item(item: OutItem): string {
    if (item.kind === 'thread') this.#thread = item.thread;
    return item.kind === 'comment' && this.#thread ? commentOf(item.comment, this.#thread) : '';
  }

  end(): string {
    return '';
  }
}

function commentOf(comment: OutComment, { key, url, title }: OutThread): string {
  const { id, parent, author, body, created, edited, status, ups, downs, pinned } = comment;
  const isGone = status === 'withdrawn' || status === 'erased';
  return rowOf([
    ...[id, key, url, title ?? '', parent?.id ?? '', status, timeOf(created)],
    ...[isGone || edited === null ? '' : timeOf(edited)],
    ...(isGone ? ['', '', ''] : [author.name, author.email ?? '', author.website ?? '']),
    ...[isGone ? '' : String(author.team), isGone ? '' : body, String(ups), String(downs), String(pinned)],
  ]);
}

const timeOf = (time: number): string => new Date(time).toISOString();

const rowOf = (fields: readonly string[]): string => `${fields.map(fieldOf).join(',')}\r\n`;

/**
 * A field in quotes. One that a spreadsheet would take for a formula has an apostrophe before it, which makes it a text
 * (https://owasp.org/www-community/attacks/CSV_Injection). U+0000 ends a field in some programs: it is left out.
 */
const fieldOf = (text: string): string =>
  `"${text
    .toWellFormed()
    .replaceAll('\u0000', '')
    .replace(/^(?=\s*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/, "'")
    .replaceAll('"', '""')}"`;
