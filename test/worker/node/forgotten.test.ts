import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Database } from '../../../worker/host/node/database';
import { ForgottenFile } from '../../../worker/host/node/forgotten';
import type { Person } from '../../../worker/site/base/person';
import { siteColumns } from '../../../worker/site/running/personal-data';
import { openSite, type Site } from '../../../worker/site/site';
import { toHtml } from '../../../worker/text/markdown';
import { byHand } from '../by-hand';

const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };
const context = { ...byHand, key: undefined, request: '' };
const server = 'https://comments.example';

let folder = '';
let sql: Database;
let now = 0;
afterEach(() => {
  sql.close();
  rmSync(folder, { recursive: true, force: true });
});

function newSite(): Site {
  folder = mkdtempSync(join(tmpdir(), 'plausch-'));
  now = Date.UTC(2026, 0, 1);
  return reopen({ create: true });
}

function reopen({ create = false } = {}): Site {
  sql = new Database(join(folder, 'site.sqlite'));
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now });
  if (create) site.create(anna, { publish: 'everyone' });
  return site;
}

/** Carries out what was begun, at most so many steps. Returns how many there were. */
function carryOut(site: Site, most = Number.POSITIVE_INFINITY): number {
  let steps = 0;
  for (const { job } of site.takeDue())
    if (job.kind === 'forget') while (steps < most && site.forgetStep(job)) steps += 1;
  return steps;
}

/** A word that stands nowhere else, for each place. */
const marker = (place: string) => `zyx${place.toLowerCase().replace(/[^a-z]/g, '')}q`;
const inFiles = () => {
  const all = ['site.sqlite', 'site.sqlite-wal'].map((file) => readFileSync(join(folder, file)));
  return [
    ...new Set(
      Buffer.concat(all)
        .toString('latin1')
        .match(/zyx[a-z]+q/gi),
    ),
  ].toSorted();
};
/** What is about people, and stays when somebody is erased: by its kind, or by its column, and why. */
const excused: Record<string, string> = {
  team: 'people of the team, who are no readers',
  targets: 'set up by the owner',
  author: 'a number without a name; its row tells a token that nobody is behind it any more',
  lessons: 'counts, taken back by a test of their own',
  asking: 'a keyed hash that keeps others from flooding the address; it goes after 30 days',
  'import.file': 'called so by the owner',
  'import.found': 'said of a file, and not of a person',
  'staged.fields': 'forgotten-coming.test.ts',
  'decision.by': 'the team',
  'decision.by_name': 'the team',
  'decision.undone_by': 'the team',
  'ban.author': 'a number without a name',
  'ban.kind': 'ban or mute: that it stands for a number is how it is kept up',
  'decision.change': 'the name in that of a ban is written below',
  'ban.reason': 'the words of the team, which whoever is banned reads when they come back',
  'ban.by_name': 'the team',
  'report.reason': 'one of five words',
  'subscription.pace': 'one of two words, in a row that goes',
  'news.pace': 'one of two words, in a row that goes',
  'subscription.mailbox': 'a number, in a row that goes',
  'news.mailbox': 'a number, in a row that goes',
  'mailbox.address': 'confirmed below: what is theirs is found by it',
  'mailbox.stop': 'a number, in a row that goes',
  'mailbox.server': 'an address of this server',
  'imported_author.key': 'written below',
  'comment_words.name': 'the same as in its tables',
  'comment_words.body': 'the same as in its tables',
  'comment_words_content.c0': 'made of the comment',
  'comment_words_content.c1': 'made of the comment',
  'comment_words_idx.term': 'made of the comment',
};

/** What is somebody's in a table: what is about their comment, or carries their number. */
const ties = (comment: string, author: string) => ({
  comment: `id = '${comment}'`,
  decision: `id IN (SELECT decision FROM decided WHERE comment = '${comment}')`,
  delivery: `message IN (SELECT id FROM outbox WHERE comment = '${comment}')`,
  mailbox: `author = '${author}'`,
  vote: `author = '${author}'`,
  ban: `author = '${author}'`,
  imported_author: `author = '${author}'`,
});

/**
 * Writes a word of its own into every column of text about people, where that is somebody's. Returns the columns that are neither excused nor
 * could be written to: they need a row in this test.
 */
function markAll(comment: string, author: string): string[] {
  return Object.entries(siteColumns).flatMap(([table, columns]) => {
    const types = sql.all<{ name: string; type: string }>('SELECT name, type FROM pragma_table_info(?)', table);
    const where = (ties(comment, author) as Record<string, string>)[table] ?? `comment = '${comment}'`;
    return types
      .filter(({ name, type }) => type === 'TEXT' && columns[name] !== 'own')
      .filter(({ name }) => !((columns[name] ?? '') in excused) && !(`${table}.${name}` in excused))
      .filter(({ name }) => {
        const word = marker(`${table}${name}`);
        const isJson = ['signals', 'why', 'sketch', 'facts', 'change'].includes(name);
        const value = name === 'facts' ? JSON.stringify({ kind: 'published', word }) : JSON.stringify([word]);
        return (
          sql.all(`UPDATE ${table} SET ${name} = ? WHERE ${where} RETURNING 1`, isJson ? value : word).length === 0
        );
      })
      .map(({ name }) => `${table}.${name}`);
  });
}
const draft = (body: string, more: object = {}) => ({
  thread: { key: '/post/' },
  author: {
    name: marker('name'),
    email: `${marker('mail')}@example.org`,
    website: `https://${marker('web')}.example/`,
  },
  body,
  html: toHtml(body),
  ...more,
});

test('of whoever has themselves erased nothing is left in any file, wherever they have left something', async () => {
  const site = newSite();
  const mail = { notify: { of: 'mine', pace: 'now' } as const };
  const first = site.submit(draft(`Erst ${marker('first')}`, mail), { ...context, token: undefined, server });
  const { token } = first;
  const { id } = first.comment;
  const [confirming] = site.takeDue().flatMap((work) => (work.confirming ? [work.confirming] : []));
  site.confirmMailbox(confirming?.path.split('/').at(-1) ?? '');
  site.edit(id, { body: `Dann ${marker('edited')}`, html: toHtml(`Dann ${marker('edited')}`) }, token, byHand);
  const other = site.submit(draft('Eine andere Stimme', { author: { name: 'Lea' } }), { ...context, token: undefined });
  site.vote(other.comment.id, 1, token, 'n');
  // They also gave notice with the address that they have confirmed.
  const notice = { explanation: marker('notice'), name: marker('notifier'), goodFaith: true as const };
  site.notice(other.comment.id, { ...notice, email: `${marker('mail')}@example.org` }, 'n');
  // What others have said of their comment goes with it.
  site.report(id, { reason: 'spam', note: '' }, 'n');
  site.notice(
    id,
    { explanation: 'Das darf nicht hier stehen', name: 'Lea', email: 'l@example.org', goodFaith: true },
    'n',
  );
  site.consult(anna, id, { to: anna.account, note: marker('question') });
  const decided = { reason: marker('reason'), explanation: marker('explained'), note: marker('note') };
  const [item] = site.queue(anna, { state: 'any', comment: id, limit: 1 }).items;
  site.decide(anna, { comments: [id], texts: { [id]: item?.version ?? 1 }, action: 'reject', ...decided });
  site.appeal(id, marker('appeal'), token);
  site.report(other.comment.id, { reason: 'spam', note: '' }, 'n');
  site.ban(anna, item?.author.id ?? '', { kind: 'mute', reason: 'Werbung', days: null });
  const address = { kind: 'webhook', url: 'https://hooks.example/a' } as const;
  site.addTarget(anna, { name: 'Z', address, events: ['comment.published', 'comment.waiting'] }, server);
  while (site.indexWords());
  await sql.durable;
  // Another system knew them, too, and a mail server named them.
  const author = site.authorOf(token) ?? '';
  const system = site.beginImport(anna, { format: 'disqus', system: 'blog', file: 'a.xml' }).id;
  sql.all(
    "INSERT INTO imported_author (system, key, import, author, claimed) VALUES ('blog', ?, ?, ?, 1)",
    ...[marker('known'), system, author],
  );
  const [{ id: mailbox = '' } = {}] = sql.all<{ id: string }>('SELECT id FROM mailbox');
  sql.all(
    `INSERT INTO outbox (id, kind, recipient, facts, cause, created) VALUES ('M', 'answers', '', '{"kind":"answers","count":1}', '', ?)`,
    now,
  );
  sql.all(
    "INSERT INTO delivery (message, account, name, state, said) VALUES ('M', ?, ?, 'unsent', ?)",
    ...[mailbox, marker('called'), marker('said')],
  );
  sql.all(
    "INSERT INTO news (mailbox, comment, pace, message) VALUES (?, ?, 'now', 'M')",
    ...[mailbox, other.comment.id],
  );
  expect(inFiles().length).toBeGreaterThan(12);
  // That import has ended: what still comes is forgotten-coming.test.ts.
  sql.all("UPDATE import SET state = 'done'");
  sql.all(
    "INSERT INTO inquiry (comment, service, address, agent, until) VALUES (?, 'akismet', 'a', 'b', ?)",
    id,
    now + 1,
  );
  expect(markAll(id, author)).toEqual([]);
  await sql.durable;
  expect(inFiles().length).toBeGreaterThan(30);

  site.forget([author]);
  carryOut(site);
  await sql.durable;
  sql.close();
  // As each opening does, and each closing.
  const again = reopen();
  sql.all('PRAGMA wal_checkpoint(TRUNCATE)');
  expect(inFiles()).toEqual([]);
  expect(JSON.stringify(again.mine(token))).not.toContain('zyx');
  expect(JSON.stringify(again.decisions(anna, { limit: 50 }))).not.toContain('zyx');
  expect(JSON.stringify(again.outbox(anna, { limit: 50 }))).not.toContain('zyx');
  expect(again.queue(anna, { state: 'any', limit: 50 }).items.map(({ comment }) => comment.id)).toEqual([
    other.comment.id,
  ]);
});

test('what they have taught the filter is taken back', () => {
  const site = newSite();
  const learned = () => sql.all("SELECT value FROM setting WHERE key = 'learned'");
  const one = site.submit(draft('Kauft unsere Gartenzwerge'), { ...context, token: undefined });
  const other = site.submit(draft('Bei uns fragt jeder den Chef', { author: { name: 'Lea' } }), {
    ...context,
    token: undefined,
  });
  site.decide(anna, { comments: [other.comment.id], action: 'approve' });
  const before = learned();
  site.decide(anna, { comments: [one.comment.id], action: 'spam' });
  expect(learned()).not.toEqual(before);
  site.forget([site.authorOf(one.token) ?? '']);
  carryOut(site);
  expect(learned()).toEqual(before);
});

test('a kill in the middle leaves it to the next who wakes the site; what is written meanwhile goes, too', async () => {
  const site = newSite();
  const { token } = site.submit(draft('Eins'), { ...context, token: undefined });
  for (let number = 0; number < 60; number += 1)
    site.submit(draft(`Gedanke ${number} von vielen`), { ...context, token });
  site.forget([site.authorOf(token) ?? '']);
  carryOut(site, 2);
  const left = site.mine(token).comments.length;
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(61);
  await sql.durable;
  sql.close();
  const again = reopen();
  again.submit(draft('Noch einer'), { ...context, token });
  now += 10 * 60_000;
  carryOut(again);
  expect(again.mine(token)).toEqual({ comments: [], votes: [], mail: [], ban: null, next: null });
});

test('very many comments go in many small steps', () => {
  const site = newSite();
  const { comment, token } = site.submit(draft('Der erste'), { ...context, token: undefined });
  const columns = sql.all<{ name: string }>("SELECT name FROM pragma_table_info('comment')").map(({ name }) => name);
  const copied = columns.map((name) =>
    name === 'id' || name === 'root' || name === 'touched'
      ? "substr(id, 1, 21) || printf('%05d', number)"
      : name === 'key'
        ? 'NULL'
        : name,
  );
  sql.all(
    `WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 1500)
     INSERT INTO comment (${columns}) SELECT ${copied} FROM numbers, comment WHERE id = ?`,
    comment.id,
  );
  expect(site.mine(token).comments).toHaveLength(100);
  site.forget([site.authorOf(token) ?? '']);
  expect(carryOut(site)).toBeGreaterThan(140);
  expect(site.mine(token).comments).toEqual([]);
});

test('the list of the forgotten outlives what was cut off, and says each once', async () => {
  newSite();
  const path = join(folder, 'forgotten.jsonl');
  const list = new ForgottenFile(path);
  expect(await list.all()).toEqual([]);
  await list.add('a.example', ['one', 'two']);
  const whole = readFileSync(path, 'utf8');
  writeFileSync(path, whole.slice(0, -9));
  await list.add('b.example', ['three']);
  await list.add('b.example', ['three']);
  expect(await list.all()).toEqual([
    { site: 'a.example', authors: ['one'] },
    { site: 'b.example', authors: ['three'] },
  ]);
});
