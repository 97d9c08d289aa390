import { writeSync } from 'node:fs';
import { comment } from './comment.ts';

/** What a large blog has elsewhere: 459 000 comments in a post for every forty, as AVC had (an export of 397 MB). */
export const largest = 459_000;

const begun = Date.UTC(2009, 0, 1);
/** A comment every so often (milliseconds), so that the last is some years old. */
const pause = 900_000;
const perThread = 40;
/** So many people write, a few of them often. */
const people = 20_000;

/** A comment as it is sent to a site; what is left out in a thread of its own says `thread`. */
export interface Elsewhere {
  id: string;
  thread: string;
  parent: string | null;
  author: { id: string | null; name: string; email: string | null; website: string | null; team: boolean };
  body: string;
  created: number;
  edited: null;
  status: 'published' | 'spam' | 'gone';
  ups: number;
  downs: number;
  pinned: boolean;
  network: string | null;
}

/** The comment with this number: two of three answer another of the last ones in its thread; the threads stand in turn, as one post follows another. */
export function elsewhere(number: number): Elsewhere {
  const thread = Math.floor(number / (perThread * 8)) * 8 + (number % 8);
  const answered = number - 8 * (1 + ((number * 7) % 5));
  const isAnswer = number % 3 !== 0 && Math.floor(answered / (perThread * 8)) === Math.floor(number / (perThread * 8));
  const who = Math.floor((people * ((number * 2_654_435_761) % 2 ** 32) ** 2) / 2 ** 64);
  return {
    id: `${number}`,
    thread: `${thread}`,
    parent: isAnswer && answered >= 0 ? `${answered}` : null,
    author: { id: `p${who}`, name: `Reader ${who}`, email: `reader.${who}@example.com`, website: null, team: false },
    body: comment('/', number).body,
    created: begun + number * pause,
    edited: null,
    status: number % 40 === 39 ? 'spam' : number % 60 === 59 ? 'gone' : 'published',
    ups: number % 4,
    downs: 0,
    pinned: false,
    network: number % 2 ? `192.0.2.${number % 250}` : null,
  };
}

/** The threads of so many. */
export const threadsOf = (count: number) =>
  Array.from({ length: Math.floor((count - 1) / (perThread * 8)) * 8 + 8 }, (_, number) => ({
    id: `${number}`,
    key: `/post-${number}/`,
    url: null,
    title: `Post ${number}`,
    closed: false,
  }));

const escaped = (text: string) => text.replace(/[&<]/g, (one) => (one === '&' ? '&amp;' : '&lt;'));
const second = (time: number) => new Date(time).toISOString().replace('.000', '');

/** The same as Disqus exports it (https://help.disqus.com/en/articles/1717164-comments-export), piece by piece. */
export function* asDisqus(count: number, site = 'https://blog.example'): Generator<string> {
  yield `<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">`;
  for (const { id, key, title } of threadsOf(count))
    yield `<thread dsq:id="${id}"><id>${key}</id><forum>blog</forum><link>${site}${key}</link><title>${title}</title>
<createdAt>2009-01-01T00:00:00Z</createdAt><isClosed>false</isClosed><isDeleted>false</isDeleted></thread>\n`;
  for (let number = 0; number < count; number += 1) {
    const { id, thread, parent, author, body, created, status } = elsewhere(number);
    yield `<post dsq:id="${id}"><id/><message><![CDATA[<p>${escaped(body)}</p>]]></message><createdAt>${second(created)}</createdAt>
<isDeleted>${status === 'gone'}</isDeleted><isSpam>${status === 'spam'}</isSpam><author><name>${author.name}</name>
<isAnonymous>false</isAnonymous><username>${author.id}</username></author><thread dsq:id="${thread}"/>${
      parent === null ? '' : `<parent dsq:id="${parent}"/>`
    }</post>\n`;
  }
  yield '</disqus>\n';
}

if (import.meta.main) for (const piece of asDisqus(Number(process.argv[2] ?? largest))) writeSync(1, piece);
