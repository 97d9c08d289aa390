import {
  commentItem,
  emailOf,
  fieldsOf,
  htmlOrMarkdown,
  idOf,
  isTrue,
  leftOut,
  momentOf,
  textOf,
  threadChanges,
  threadItem,
  votesOf,
  websiteOf,
  wordOf,
} from '../fields';
import { findInJson } from '../json';
import { peopleIn } from '../people';
import type { Format, SourceStatus, SourceText } from '../source';

/**
 * The export of Commento and Commento++, and of Comentario before its version 3: `comments`, and behind them `commenters`. As their
 * code writes it: https://github.com/adtac/commento, `api/domain_export.go`, `api/comment.go`, `api/commenter.go`; and Comentario's
 * `CommentV1` in `internal/svc/impex_comentario.go` (https://gitlab.com/comentario/comentario).
 *
 * An export's `deleted` is always false and its `html` empty, as neither column is asked for: a deleted comment is one whose text is
 * `[deleted]`, or empty. Where nothing is known, `undefined` stands, as a word. Commento calls the page's path `url`, Comentario `path`.
 */
export const commento: Format = {
  name: 'commento',
  system: 'Commento',
  matches: (head) => /^\s*\{/.test(head) && /"commenterHex"\s*:/.test(head),

  async *read(text) {
    const people = await peopleIn(text, ['commenters.*'], (record) => ({
      id: idOf(record.commenterHex),
      name: known(record.name) ?? '',
      email: emailOf(record.email),
      website: websiteOf(record.link ?? record.websiteUrl),
      team: isTrue(record.isModerator),
    }));
    const changes = threadChanges();
    for await (const { keys, value, trouble, head } of findInJson(text, ['comments.*'])) {
      const record = fieldsOf(value);
      const id = idOf(record?.commentHex);
      const url = record && pageOf(record);
      if (!record || !id || !url) {
        const what = trouble ?? (record ? (id ? 'without-page' : 'without-id') : 'unreadable');
        yield leftOut(id ?? keys.join('.'), what, record ?? head);
        continue;
      }
      yield* changes(threadItem(url, { url }));
      const person = idOf(record.commenterHex);
      const parent = idOf(record.parentHex);
      yield commentItem({
        id,
        thread: url,
        parent: parent === 'root' ? null : parent,
        author: people.get(person ?? '') ?? { id: isNobody(person) ? null : person },
        text: textIn(record.markdown, record.html),
        created: momentOf(record.creationDate),
        status: statusOf(record),
        ...votesOf(record.score),
      });
    }
  },
};

/** A word that is not the word for nothing. */
const known = (value: unknown): string | null => {
  const word = wordOf(value);
  return word === 'undefined' ? null : word;
};

/** Commento's word for whoever does not say who they are, and Comentario's number. */
const isNobody = (person: string | null): boolean => person === 'anonymous' || /^0+$/.test(person ?? '');

function textIn(markdown: unknown, html: unknown): SourceText {
  const typed = textOf(markdown);
  return typed.trim() === '' ? { form: 'html', value: textOf(html) } : htmlOrMarkdown(typed);
}

/** The page's address: with its host where one is named. Neither system says with which scheme. */
function pageOf(record: Record<string, unknown>): string | null {
  const path = known(record.path) ?? known(record.url);
  if (!path) return null;
  if (/^https?:\/\//i.test(path)) return path;
  const host = known(record.domain) ?? known(record.host);
  const fromRoot = `/${path.replace(/^\/+/, '')}`;
  return host && /^[^\s/?#@]+$/.test(host) ? `https://${host}${fromRoot}` : fromRoot;
}

/** `state`: Commento's `approved`, `unapproved`, `flagged` (taken for spam) and, in Commento++, `deleted`. */
function statusOf(record: Record<string, unknown>): SourceStatus {
  const state = wordOf(record.state);
  const text = textOf(record.markdown).trim() || textOf(record.html).trim();
  if (isTrue(record.deleted) || state === 'deleted' || text === '' || text === '[deleted]') return 'gone';
  if (state === 'approved') return 'published';
  return state === 'flagged' ? 'spam' : 'held';
}
