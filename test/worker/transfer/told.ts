import type { SourceItem } from '../../../worker/transfer/source';

const moment = (value: number | null): string => (value === null ? '-' : new Date(value).toISOString());

/** What an item says, in one line that a test can state. */
export function told(item: SourceItem): string {
  if (item.kind === 'left-out') return `left out ${item.record.id}: ${item.record.what}`;
  if (item.kind === 'thread') {
    const { id, identifier, url, title, closed } = item.thread;
    return `thread ${id} | ${identifier ?? '-'} | ${url ?? '-'} | ${title ?? '-'}${closed ? ' | closed' : ''}`;
  }
  const { id, thread, parent, author, text, created, edited, status, ups, downs, pinned, network } = item.comment;
  const who = [
    author.id ?? '-',
    author.name,
    author.email ?? '-',
    author.website ?? '-',
    ...(author.team ? ['team'] : []),
  ];
  const more = [
    ...(ups || downs ? [`+${ups} -${downs}`] : []),
    ...(pinned ? ['pinned'] : []),
    ...(network ? [network] : []),
  ];
  return [
    `${status} ${id} in ${thread}${parent ? ` under ${parent}` : ''}`,
    who.join(', '),
    `${text.form}: ${text.value}`,
    `${moment(created)}${edited === null ? '' : ` edited ${moment(edited)}`}`,
    ...more,
  ].join(' | ');
}
