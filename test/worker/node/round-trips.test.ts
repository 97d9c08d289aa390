import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Status } from '../../../worker/contract/comment';
import { Database } from '../../../worker/host/node/database';
import { openForeignSource } from '../../../worker/host/node/foreign-source';
import type { Person } from '../../../worker/site/base/person';
import type { ExportPlace, Selection } from '../../../worker/site/moving/exporting';
import type { OutPlace } from '../../../worker/site/moving/outward';
import { openSite, type Site } from '../../../worker/site/site';
import { Batches } from '../../../worker/transfer/batches';
import { prepare } from '../../../worker/transfer/prepare';
import { writers } from '../../../worker/transfer/writing/writers';
import { record, thread } from '../import-records';
import { newFolder } from './server';

/** What comes back of a site that was written in a format and read again: all of it, but for what `docs/export.md` names. */
const anna: Person = { account: '01ARZ3NDEKTSV4RRFFQ69G5FAV', name: 'Anna', role: 'owner', scope: [] };
const when = (day: number, hour = 8) => Date.UTC(2024, 2, day, hour, 30, 15, 250);

function newSite() {
  const sql = new Database(`${newFolder()}/site.sqlite`);
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32) });
  site.create(anna, { publish: 'everyone' });
  return { sql, site };
}

async function bring(site: Site, format: string, send: (id: string) => Promise<void> | void) {
  const { id } = site.beginImport(anna, { format, system: format, file: format });
  await send(id);
  site.endImport(anna, id, { found: [] });
  for (const { job } of site.takeDue()) if (job.kind === 'import') while (site.moveStep(job));
}

const who = (id: string, more: Partial<ReturnType<typeof record>['author']> = {}) => ({
  author: { id, name: id, email: null, website: null, team: false, ...more },
});

/** A conversation with one of each kind that a site can have. */
const records = [
  record('top', { ...who('Ute', { email: 'ute@reader.example', website: 'https://ute.example/' }), created: when(1) }),
  record('answer', { ...who('Ben'), parent: 'top', created: when(2), ups: 5, downs: 2, body: 'Ja, **sehr**' }),
  record('again', { ...who('Ute'), parent: 'answer', created: when(3), edited: when(3, 9), body: 'Danke\nDir' }),
  record('team', { ...who('Anna', { team: true }), created: when(4), body: '> Zitat\n\nDazu dies' }),
  record('pinned', { ...who('Ben'), created: when(5), pinned: true, ups: 3, body: '1. Eins\n2. Zwei' }),
  record('code', { ...who('=HYPERLINK("x")'), created: when(6), body: '```\nif (a < b) {\n  c && d;\n}\n```' }),
  record('links', {
    ...who('Ole'),
    created: when(7),
    body: 'Siehe https://a.example/?b=1&c=2 und [dort](https://d.example/)',
  }),
  record('hostile', {
    ...who(`]]> "<b>&amp; 'x'`),
    created: when(8),
    body: `]]> <script>alert(1)</script> &lt; =1+1 "\u2028' "`,
  }),
  record('held', { ...who('Ida'), created: when(9), status: 'held', body: 'Wartet' }),
  record('under', { ...who('Ole'), parent: 'held', created: when(10), body: 'Unter einem, der wartet' }),
  record('spam', { ...who('Pillen'), created: Date.now() - 86_400_000, status: 'spam', body: 'Billig' }),
  record('rejected', { ...who('Uwe'), created: when(11), status: 'rejected', body: 'Nein' }),
  record('gone', { ...who('Weg'), created: when(12), status: 'gone', body: '' }),
  record('below', { ...who('Ben'), parent: 'gone', created: when(13), body: 'Unter einem, den es nicht mehr gibt' }),
  record('other', { ...who('Ute'), thread: 'u', created: when(14), body: 'Anderswo' }),
  record('named', { ...who('Ute'), thread: 'v', created: when(15), body: 'Unter einem Namen' }),
];

async function conversation() {
  const made = newSite();
  await bring(made.site, 'isso', (id) => {
    made.site.receiveRecords(anna, id, {
      threads: [
        thread('t', { url: 'https://blog.example/post/', title: 'Der „Beitrag“ & <mehr>' }),
        thread('u', { key: '/other/', url: null, title: null }),
        thread('v', { key: 'a name', url: 'https://blog.example/named', title: 'Benannt' }),
      ],
      comments: records,
    });
  });
  return made;
}

/** A site as a file of a format. */
function asFile(site: Site, format: keyof typeof writers | 'plausch', selection: Selection = {}): Buffer {
  let text = '';
  if (format === 'plausch') {
    for (let place: ExportPlace | null | undefined; place !== null; ) {
      const part = site.exportPart(anna, selection, place ?? null);
      text += part.lines;
      place = part.next;
    }
    return Buffer.from(text);
  }
  let part = site.outPart(anna, selection, null);
  const file = writers[format].open(part.site);
  text += file.begin();
  for (let place: OutPlace | null = null; ; part = site.outPart(anna, selection, place)) {
    for (const item of part.items) text += file.item(item);
    place = part.next;
    if (!place) break;
  }
  text += file.end();
  return writers[format].packed ? gzipSync(text) : Buffer.from(text);
}

/** Brings a file into a new site, as the command does. */
async function readInto(file: Buffer, by: 'path' | 'identifier' = 'path') {
  const path = join(newFolder(), 'export');
  writeFileSync(path, file);
  const source = await openForeignSource(path);
  const made = newSite();
  const how = { by, corrections: [], without: [], nobody: 'Anonymous', now: Date.now(), oldSpamBefore: 0 };
  await bring(made.site, source.format, async (id) => {
    const batches = new Batches(async (batch) => made.site.receiveRecords(anna, id, batch));
    for await (const one of prepare(source.items, how)) await batches.add(one);
    await batches.end();
  });
  source.close();
  return made;
}

interface Kept {
  html: string;
  body: string;
  thread: string;
  url: string | null;
  title: string | null;
  /** The text of what it answers. */
  answers: string | null;
  level: number;
  name: string;
  email: string | null;
  website: string | null;
  team: boolean;
  /** The author's id here. */
  author: string;
  created: number;
  edited: number | null;
  status: Status;
  ups: number;
  downs: number;
  pinned: boolean;
}

/** All that readers and the team see of the comments, without ids. */
const kept = ({ sql }: { sql: Database }): Kept[] =>
  sql
    .all<Omit<Kept, 'team' | 'pinned'> & { team: number; pinned: number }>(
      `SELECT comment.html, comment.body, thread.key AS thread, thread.url, thread.title, above.body AS answers, comment.level, comment.name,
         comment.email, comment.website, comment.team IS NOT NULL AS team, comment.pinned IS NOT NULL AS pinned,
         comment.author,
         comment.created, comment.edited, comment.status, comment.ups, comment.downs
       FROM comment JOIN thread ON thread.id = comment.thread LEFT JOIN comment AS above ON above.id = comment.parent
       ORDER BY comment.created, comment.html`,
    )
    .map((row) => ({ ...row, team: row.team === 1, pinned: row.pinned === 1 }));

type Loss = (comment: Kept) => Kept | null;

const entities: Record<string, Loss> = {
  'an entity of HTML that is spelled out in a name: `&amp;` becomes `&`': (one) => ({
    ...one,
    name: one.name.replace('&amp;', '&'),
  }),
};
const address: Record<string, Loss> = {
  'that a post’s address is not known: what its key says stands for it': (one) => ({
    ...one,
    url: one.url ?? `https://blog.example${one.thread}`,
  }),
};

/** What is lost on the way through a format, in the words of `docs/export.md`. */
const losses: Record<'plausch' | 'wxr' | 'remark42', Record<string, Loss>> = {
  plausch: { ...entities },
  wxr: {
    ...entities,
    ...address,
    'how many have voted': (one) => ({ ...one, ups: 0, downs: 0 }),
    'that a comment is pinned': (one) => ({ ...one, pinned: false }),
    'when a comment was changed': (one) => ({ ...one, edited: null }),
    'who is of the team': (one) => ({ ...one, team: false }),
    'the Markdown: its HTML is read as Markdown that shows the same': (one) => ({ ...one, body: '' }),
    'fractions of a second': (one) => ({ ...one, created: Math.floor(one.created / 1000) * 1000 }),
    'places of what was taken back or erased: their answers stand at the top': (one) =>
      one.status === 'erased' ? null : one.answers === '' ? { ...one, answers: null, level: 0 } : one,
    'who is the same author, but by the same address, or by the same name in one thread': (one) => ({
      ...one,
      author: one.email ?? JSON.stringify([one.name, one.thread]),
    }),
    'that a post’s title is not known: its key stands for it': (one) => ({ ...one, title: one.title ?? one.thread }),
  },
  remark42: {
    ...entities,
    ...address,
    'what is not published; where answers need it, its place stays': (one) =>
      one.status === 'published'
        ? { ...one, answers: one.answers === 'Wartet' ? '' : one.answers }
        : one.status === 'erased' || one.body === 'Wartet'
          ? { ...one, ...{ status: 'erased', body: '', html: '', name: '', email: null, website: null } }
          : null,
    'e-mail addresses and websites': (one) => ({ ...one, email: null, website: null }),
    'keys that are no path: the post’s address says which thread it is': (one) =>
      one.thread === 'a name' ? { ...one, thread: '/named' } : one,
  },
};

/** The same without the authors' ids, and which comments each of them has written. */
const compared = (all: Kept[]) => ({
  comments: all.map(({ author: _, ...one }) => one),
  authors: [
    ...Map.groupBy(
      all.filter(({ status }) => status !== 'erased'),
      ({ author }) => author,
    ).values(),
  ]
    .map((own) => own.map(({ html }) => html).toSorted())
    .toSorted((one, two) => JSON.stringify(one).localeCompare(JSON.stringify(two))),
});

/** The rows of the table of losses in the docs, as `format` and what is lost. */
function lossesInDocs(): [string, string][] {
  const docs = readFileSync(join(import.meta.dirname, '../../../docs/export.md'), 'utf8');
  const [, section = ''] = docs.split('## What is lost');
  return [...section.matchAll(/^\| (\w+) +\| (.+?) +\|$/gm)]
    .map(([, format = '', what = '']): [string, string] => [format, what])
    .filter(([format]) => format !== 'format');
}

for (const [format, lost] of Object.entries(losses) as [keyof typeof losses, Record<string, Loss>][])
  test(`${format}: what comes back is what was there, but for what the docs name`, async () => {
    const before = await conversation();
    const after = await readInto(asFile(before.site, format), format === 'remark42' ? 'path' : 'identifier');
    const expected = kept(before).flatMap((comment) => {
      let left: Kept | null = comment;
      for (const loss of Object.values(lost)) left = left && loss(left);
      return left ? [left] : [];
    });
    const came = kept(after).map((comment) => (format === 'wxr' ? { ...comment, body: '' } : comment));
    expect(compared(came)).toEqual(compared(expected));
    expect(came.length).toBeGreaterThan(8);
    // Each loss is one, and stands in the docs.
    for (const [what, loss] of Object.entries(lost))
      expect([what, kept(before).some((comment) => JSON.stringify(loss(comment)) !== JSON.stringify(comment))]).toEqual(
        [what, true],
      );
    expect(lossesInDocs().filter(([of]) => of === format)).toEqual(Object.keys(lost).map((what) => [format, what]));
  });
