import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { openFile } from '../../../worker/transfer/file-text';
import { disqus } from '../../../worker/transfer/formats/disqus';
import { wordpress } from '../../../worker/transfer/formats/wordpress';
import { prepare } from '../../../worker/transfer/prepare';
import type { Format } from '../../../worker/transfer/source';
import { Surveyor } from '../../../worker/transfer/survey';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Megabytes that are still needed. */
function held(): number {
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** What is made of a file of pieces, and how many megabytes more it needs at most, looked at now and then. */
async function measured(format: Format, pieces: () => Iterable<Uint8Array>) {
  const surveyor = new Surveyor();
  const before = held();
  let most = 0;
  let count = 0;
  const file = openFile(async function* () {
    for (const piece of pieces()) {
      if (++count % 2048 === 0) most = Math.max(most, held() - before);
      yield piece;
    }
  });
  const how = { by: 'path', corrections: [], nobody: 'Anonymous', now: Date.UTC(2026, 0, 1) } as const;
  for await (const one of prepare(format.read(file), how)) surveyor.take(one);
  return { survey: surveyor.survey(), most: Math.max(most, held() - before) };
}

const post = (id: number, thread: number, text: string) =>
  `<post dsq:id="${3_000_000_000 + id}"><message><![CDATA[<p>${text}</p>]]></message><createdAt>2012-03-04T05:06:07Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><email>user${id}@mail.example</email><name>User ${id}</name><username>user-number-${id}</username></author><thread dsq:id="${thread}"/><parent dsq:id="${3_000_000_000 + id - 7}"/></post>`;

test.each([
  ['100 MB, as it stands,', 100, '', ''],
  ['1 GB, as CDATA,', 1000, '<![CDATA[', ']]>'],
  ['1 GB, as a comment of the file,', 1000, '<!--', '-->'],
])('a text of %s needs no memory, and what stands behind it is read', async (_what, millions, open, close) => {
  const million = bytes('word '.repeat(200_000));
  const { survey, most } = await measured(disqus, function* () {
    yield bytes(
      `<disqus><thread dsq:id="1"><link>/a</link></thread>${post(1, 1, 'vorher').replace('</post>', `<message>${open}`)}`,
    );
    for (let at = 0; at < millions; at++) yield million;
    yield bytes(`${close}</message></post>${post(2, 1, 'nachher')}</disqus>`);
  });
  expect(survey.read).toBe(2);
  expect(survey.preview[0]?.comments.at(-1)?.body).toBe('nachher');
  expect(most).toBeLessThan(20);
});

test('twenty thousand comments need 250 bytes each, and their threads nothing of what stands around them', async () => {
  const text = 'Ein langer Text über Käse. '.repeat(30);
  const { survey, most } = await measured(disqus, function* () {
    yield bytes('<disqus>');
    // Threads between the comments, far from each other.
    for (let thread = 0; thread < 500; thread++) {
      const posts = Array.from({ length: 40 }, (_, at) => post(thread * 40 + at, thread, text)).join('');
      yield bytes(
        `<thread dsq:id="${thread}"><link>https://blog.example/2012/a-long-name-for-a-post-${thread}/</link><title>Ein Beitrag mit einem langen Namen ${thread}</title></thread>${posts}`,
      );
    }
    yield bytes('</disqus>');
  });
  expect(survey.comes.published).toBe(20_000);
  expect(survey.threads).toEqual({ read: 500, become: 500 });
  expect(most).toBeLessThan(5 + 8);
});

test('one post of WordPress with all comments in it is read as they come', async () => {
  const { survey, most } = await measured(wordpress, function* () {
    yield bytes('<rss xmlns:wp="x"><channel><item><link>https://blog.example/a/</link><wp:post_id>1</wp:post_id>');
    for (let id = 1; id <= 10_000; id++)
      yield bytes(
        `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>Cleo</wp:comment_author><wp:comment_content><![CDATA[${'Text '.repeat(500)}]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_date_gmt>2014-01-14 17:32:12</wp:comment_date_gmt></wp:comment>`,
      );
    yield bytes('</item></channel></rss>');
  });
  expect(survey.comes.published).toBe(10_000);
  expect(most).toBeLessThan(12);
});
