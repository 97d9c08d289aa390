import { xmlText } from '../../text/xml';
import type { OpenFile, OutComment, OutItem, OutSite, OutThread, Writer } from './writer';

/**
 * Remark42's backup (`remark42 restore`), as its own code writes and reads it: https://github.com/umputun/remark42,
 * `backend/app/migrator/native.go`, `backend/app/store/comment.go` and `backend/app/store/service/service.go`. The first line is about people, each
 * other one is a comment.
 *
 * There a comment is published or deleted: what waits, and what was turned down, is not in it; where answers need it, its place is. A comment
 * belongs to a page's address. Readers' e-mail addresses are left out: there they would be told of answers without having asked.
 */
export const remark42: Writer = {
  type: 'application/gzip',
  extension: 'gz',
  packed: true,
  open: (site) => new Remark42(site),
};

/** What stands for no time in Go. */
const never = '0001-01-01T00:00:00Z';

class Remark42 implements OpenFile {
  readonly #site: OutSite;
  #thread: OutThread | undefined;
  #bans = 0;
  #isPastHead = false;

  constructor(site: OutSite) {
    this.#site = site;
  }

  begin(): string {
    return '{"version":1,"users":[';
  }

  item(item: OutItem): string {
    if (item.kind === 'ban') {
      const { author, until } = item.ban;
      const blocked = { status: true, until: until === null ? never : timeOf(until) };
      this.#bans += 1;
      return `${this.#bans === 1 ? '' : ','}${JSON.stringify({ id: userOf(author), blocked, verified: false })}`;
    }
    const head = this.#endHead();
    if (item.kind === 'comment') return head + this.#comment(item.comment);
    this.#thread = item.thread;
    return head;
  }

  end(): string {
    return this.#endHead();
  }

  #endHead(): string {
    if (this.#isPastHead) return '';
    this.#isPastHead = true;
    return '],"posts":[]}\n';
  }

  #comment({ id, parent, shown, author, body, html, created, edited, status, ups, downs, pinned }: OutComment): string {
    const isPublished = status === 'published';
    if (!this.#thread || !(isPublished || shown)) return '';
    const line = {
      id,
      pid: parent?.id ?? '',
      text: isPublished ? html : '',
      orig: isPublished ? body : '',
      user: isPublished
        ? { name: xmlText(author.name), id: userOf(author.id), picture: '', ip: '', admin: author.team }
        : { name: 'deleted', id: 'deleted', picture: '', ip: '', admin: false },
      locator: { site: this.#site.name, url: xmlText(this.#thread.url) },
      score: isPublished ? ups - downs : 0,
      votes: {},
      controversy: isPublished ? controversyOf(ups, downs) : 0,
      time: timeOf(created),
      ...(isPublished && edited !== null && { edit: { time: timeOf(edited), summary: '' } }),
      ...(isPublished && pinned && { pin: true }),
      ...(!isPublished && { delete: true }),
      title: xmlText(this.#thread.title ?? ''),
    };
    return `${JSON.stringify(line)}\n`;
  }
}

/** There an id says by what somebody signed in. */
const userOf = (author: string): string => `plausch_${author}`;

const timeOf = (time: number): string => new Date(time).toISOString();

/** How disputed a comment is: the number of all votes to the power of the smaller side by the larger (`controversy` in `service.go`). */
function controversyOf(ups: number, downs: number): number {
  const [smaller, larger] = [Math.min(ups, downs), Math.max(ups, downs)];
  return smaller === 0 ? 0 : (ups + downs) ** (smaller / larger);
}
