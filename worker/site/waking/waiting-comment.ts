import type { Quoted, WaitingComment } from '../../contract/alerts';
import type { Comment } from '../../contract/comment';
import { excerpt } from '../../text/excerpt';
import type { SiteContext } from '../base/context';
import { linkTo } from '../deciding/by-link';
import { readItem } from '../deciding/queue';
import { findPerson } from '../running/people';

/** A comment as a mail quotes it, with what stands in the links by which somebody decides about it; undefined: it is not theirs to. */
export function readWaitingComment(site: SiteContext, account: string, id: string): WaitingComment | undefined {
  const person = findPerson(site, account);
  const item = person && readItem(site, person, id);
  if (!item) return undefined;
  const { comment, answers, why, version } = item;
  const ref = linkTo(site, account, id, version);
  return { ...quoted(comment, 200), answers: answers && quoted(answers, 100), why: why[0] ?? null, ref };
}

const quoted = ({ author, html }: Comment, most: number): Quoted => ({
  name: author?.name ?? '',
  excerpt: excerpt(html ?? '', most),
});
