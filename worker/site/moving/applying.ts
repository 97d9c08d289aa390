import type { ImportRemark } from '../../contract/transfer';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { scheduleBy } from '../base/due';
import { timeOf } from '../base/ids';
import { htmlOf } from '../comments/html';
import { findImportedAuthor, importedKey } from '../comments/imported-authors';
import { keepNaming, nameThread, ownAddress } from '../comments/naming';
import { isFull } from '../comments/pins';
import { countAll, countWaiting, type Part, refreshAbove } from '../comments/standing';
import { bestOf } from '../comments/votes';
import { indexImportLater } from '../comments/words';
import { stopOf } from '../messages/mailboxes';
import { asForgotten, endForgetting, forgottenOf } from '../running/still-coming';
import { storeFromElsewhere } from '../writing/new-comment';
import { type ImportRow, keepTally, readTally, remark, type Tally } from './import-row';
import { type Climb, type StagedRow, wayDownTo } from './order';
import type { StagedFields } from './receiving';

/**
 * So many comments, or so many characters, become comments in one step: some twenty milliseconds. Twice as many in one
 * commit write a quarter less to the disk (`test/bench/importing.ts`).
 */
export const mostApplied = 200;
const mostCharacters = 80_000;
const day = 24 * 60 * 60_000;

/**
 * Makes comments of some more of what an import has sent: what is answered before its answers, else in the order in which it came.
 * Returns whether there is more.
 */
export function applyStep(site: SiteContext, row: ImportRow): boolean {
  const kept = row.place === null ? undefined : (JSON.parse(row.place) as Climb);
  const step = new Step(site, row);
  const place = step.run(kept);
  step.end();
  if (place !== undefined || first(site.sql, 'SELECT 1 FROM staged WHERE import = ? LIMIT 1', row.id)) {
    site.sql.all('UPDATE import SET place = ? WHERE id = ?', place ? JSON.stringify(place) : null, row.id);
    return true;
  }
  site.sql.all("UPDATE import SET state = 'done', place = NULL WHERE id = ?", row.id);
  endForgetting(site, row.system);
  indexImportLater(site, row.id);
  // What of it goes by its age is looked for.
  scheduleBy(site, 'clean', site.now() + day);
  return false;
}

const stagedColumns = 'number, source, parent, comment';

/** What another comment needs to know of the one that it answers. */
interface Above {
  id: string;
  root: string;
  level: number;
  thread: number;
  status: string;
}

/** The thread that one of the other system has become. */
interface Place {
  thread: number;
  key: string;
  url: string | null;
  title: string | null;
  /** What its comments say of the post; undefined: none has been kept in this step. */
  naming: number | null | undefined;
  /** How many more say so than are counted yet. */
  naming_more: number;
  published: boolean;
}

/** One step: what is looked up once in it, and what is written once at its end. */
class Step {
  readonly #site: SiteContext;
  readonly #import: ImportRow;
  readonly #tally: Tally;
  readonly #now: number;
  readonly #touched: string;
  readonly #places = new Map<string, Place | undefined>();
  /** By all that the other system knew of them. */
  readonly #authors = new Map<string, string>();
  /** What is known of comments that can be answered, by the other system's id; undefined: it is not there. */
  readonly #there = new Map<string, Above | undefined>();
  /** Read for this step, by the other system's id. */
  readonly #staged = new Map<string, StagedRow>();
  readonly #done = new Set<number>();
  readonly #parts: Part[] = [];
  /** Published ones below something that is not. */
  readonly #lifting: { parent: string; root: string }[] = [];

  /** Who has been forgotten meanwhile. */
  readonly #isForgotten: ReturnType<typeof forgottenOf>;

  constructor(site: SiteContext, row: ImportRow) {
    this.#site = site;
    this.#isForgotten = forgottenOf(site, row.system);
    this.#import = row;
    this.#tally = readTally(row);
    this.#now = site.now();
    this.#touched = site.newId(this.#now);
  }

  /** Takes one after another as far as a step goes. Returns where somebody goes on who has not come to the top. */
  run(kept: Climb | undefined): Climb | undefined {
    const rows = this.#site.sql.all<StagedRow>(
      `SELECT ${stagedColumns}, fields FROM staged WHERE import = ? ORDER BY number LIMIT ?`,
      this.#import.id,
      mostApplied,
    );
    for (const row of rows) this.#staged.set(row.source, row);
    const from = kept && this.#find(kept.at);
    let characters = 0;
    for (const row of from ? [from, ...rows] : rows) {
      if (this.#done.has(row.number)) continue;
      const way = wayDownTo(row, row === from ? kept : undefined, mostApplied - this.#done.size, {
        above: (one) => this.#stagedAbove(one),
        find: (number) => this.#find(number),
      });
      for (const one of way.rows) characters += this.#apply(one, way.isTop);
      // A long way took this step's time.
      if (way.place) return way.place;
      if (this.#done.size >= mostApplied || characters >= mostCharacters) break;
    }
    return undefined;
  }

  #find(number: number): StagedRow | undefined {
    return first<StagedRow>(this.#site.sql, `SELECT ${stagedColumns} FROM staged WHERE number = ?`, number);
  }

  /** What a comment answers, where that has yet to become one, too. */
  #stagedAbove({ parent }: StagedRow): StagedRow | undefined {
    if (parent === null || this.#there.has(parent)) return undefined;
    const read = this.#staged.get(parent);
    if (read) return this.#done.has(read.number) ? undefined : read;
    const row = first<Above & { number: number }>(
      this.#site.sql,
      `SELECT imported.number, comment.id, comment.root, comment.level, comment.thread, comment.status
       FROM imported LEFT JOIN comment ON comment.id = imported.comment WHERE imported.system = ? AND imported.source = ?`,
      this.#import.system,
      parent,
    );
    const staged = row && row.id === null ? this.#find(row.number) : undefined;
    if (!staged) this.#there.set(parent, row?.id ? row : undefined);
    return staged;
  }

  /** Makes a comment of one; what it answers is one already, or never will be. Returns how many characters it has. */
  #apply({ number, source, parent, comment: id, fields: read }: StagedRow, isTop: boolean): number {
    const { sql } = this.#site;
    this.#done.add(number);
    const text = read ?? first<{ fields: string }>(sql, 'SELECT fields FROM staged WHERE number = ?', number)?.fields;
    const sent = JSON.parse(text ?? '') as StagedFields;
    const fields = this.#isForgotten?.(sent) ? asForgotten(sent) : sent;
    const refused = this.#refusal(source, fields);
    const place = refused ? undefined : this.#placeOf(fields);
    if (refused || !place) {
      remark(this.#tally, refused ?? 'no-thread', source);
      sql.all('DELETE FROM imported WHERE system = ? AND source = ?', this.#import.system, source);
      this.#there.set(source, undefined);
      return 0;
    }
    if (isTop) remark(this.#tally, 'cycle', source);
    this.#store({ id, source, fields, place, above: isTop ? undefined : this.#above(source, parent, place) });
    return fields.body.length;
  }

  /** Writes what is counted and named once for all of them. */
  end(): void {
    const site = this.#site;
    if (this.#done.size === 0) return;
    site.sql.all(
      'DELETE FROM staged WHERE number IN (SELECT value FROM json_each(?))',
      JSON.stringify([...this.#done]),
    );
    countAll(site, this.#parts);
    if (this.#lifting.length > 0) refreshAbove(site, this.#lifting);
    for (const place of this.#places.values()) {
      if (!place) continue;
      if (place.naming != null && place.naming_more > 0)
        site.sql.all('UPDATE naming SET comments = comments + ? WHERE id = ?', place.naming_more, place.naming);
      if (place.naming != null && place.published) nameThread(site, place.thread);
      site.pages.drop(place.key);
    }
    keepTally(site, this.#import.id, this.#tally);
  }

  /** Why something gets no place: what nobody may read keeps one only for what answers it. */
  #refusal(source: string, { status, created }: StagedFields): ImportRemark | undefined {
    const why = status === 'gone' ? 'gone-unanswered' : this.#isOldSpam(status, created) ? 'old-spam' : undefined;
    if (!why) return undefined;
    const answered = first(
      this.#site.sql,
      'SELECT 1 FROM staged WHERE system = ? AND parent = ? LIMIT 1',
      this.#import.system,
      source,
    );
    return answered ? undefined : why;
  }

  /** Whether something is older than the site keeps it; `days`: null: for good. */
  #isOld(created: number, days: number | null): boolean {
    return days !== null && created < this.#now - days * day;
  }

  #isOldSpam(status: StagedFields['status'], created: number): boolean {
    return status === 'spam' && this.#isOld(created, this.#site.settings.retention.spam);
  }

  #placeOf({ thread: source, created }: StagedFields): Place | undefined {
    if (this.#places.has(source)) return this.#places.get(source);
    const { sql } = this.#site;
    const { system } = this.#import;
    const row = first<{ key: string; url: string | null; title: string | null; thread: number | null }>(
      sql,
      'SELECT key, url, title, thread FROM imported_thread WHERE system = ? AND source = ?',
      system,
      source,
    );
    const place = row && {
      ...row,
      thread: row.thread ?? this.#becomes(source, row.key, created),
      naming: undefined,
      naming_more: 0,
      published: false,
    };
    this.#places.set(source, place);
    return place;
  }

  /** The thread of the site that one of the other system becomes: that with its key, or a new one. */
  #becomes(source: string, key: string, created: number): number {
    const { sql } = this.#site;
    const id =
      first<{ id: number }>(sql, 'SELECT id FROM thread WHERE key = ?', key)?.id ??
      first<{ id: number }>(
        sql,
        'INSERT INTO thread (key, created) VALUES (?, ?) RETURNING id',
        key,
        Math.min(created, this.#now),
      )?.id ??
      0;
    sql.all('UPDATE imported_thread SET thread = ? WHERE system = ? AND source = ?', id, this.#import.system, source);
    return id;
  }

  /** What a comment answers; undefined: nothing that is there, in its thread. */
  #above(source: string, parent: string | null, { thread }: Place): Above | undefined {
    if (parent === null) return undefined;
    const above = this.#there.get(parent);
    if (above?.thread === thread) return above;
    remark(this.#tally, 'no-parent', source);
    return undefined;
  }

  #store({ id, source, fields, place, above }: Stored): void {
    const site = this.#site;
    const { created, edited, author, team } = this.#whenAndWho(id, source, fields);
    const gone = fields.status === 'gone' || this.#isOldSpam(fields.status, fields.created);
    const status = gone ? 'erased' : (fields.status as Exclude<StagedFields['status'], 'gone'>);
    const published = status === 'published' ? 1 : 0;
    const waiting = status === 'held' || status === 'spam' ? status : null;
    const { ups, downs } = fields;
    const pinned = fields.pinned && this.#mayPin(source, published === 1 && !above, place) ? this.#now : null;
    const [root, level] = above ? [above.root, above.level + 1] : [id, 0];
    storeFromElsewhere(site, {
      id,
      thread: place.thread,
      parent: above?.id ?? null,
      root,
      level,
      author,
      name: gone ? '' : fields.author.name,
      website: gone ? null : fields.author.website,
      email: gone ? null : fields.author.email,
      body: gone ? '' : fields.body,
      html: gone ? '' : htmlOf(fields.body),
      status,
      shown: published,
      waiting,
      // Behind what was written here, and nobody is alarmed: whoever looks at alerts looks at turns 0 and 1.
      turn: waiting ? 2 : 1,
      waiting_since: waiting ? this.#now : null,
      created,
      edited: gone ? null : edited,
      network: gone || this.#isOld(created, site.settings.retention.networks) ? '' : (fields.network ?? ''),
      signals: '[]',
      doubt: 0,
      why: '[]',
      touched: this.#touched,
      sketch: '[]',
      key: null,
      key_request: null,
      team: gone ? null : team,
      question: 0,
      unheld: published,
      naming: gone ? null : this.#nameOf(place),
      ups,
      downs,
      best: ups + downs === 0 ? 0 : bestOf(site.settings, { ups, downs }),
      pinned,
      import: this.#import.id,
    });
    this.#there.set(source, { id, root, level, thread: place.thread, status });
    this.#parts.push({ thread: place.thread, author, status, decision: null, by: 1 });
    countWaiting(site, place.thread, waiting);
    if (published) place.published = true;
    if (published && above && above.status !== 'published') this.#lifting.push({ parent: above.id, root: above.root });
    this.#tally.statuses[fields.status] = (this.#tally.statuses[fields.status] ?? 0) + 1;
  }

  #whenAndWho(id: string, source: string, { created, edited, author, thread }: StagedFields) {
    // What lay in the future when it came was given an id of then.
    const at = Math.min(created, timeOf(id), this.#now);
    if (at < created) remark(this.#tally, 'future', source);
    const who = this.#authorOf(author, thread, at);
    return {
      created: at,
      edited: edited === null ? null : Math.min(Math.max(edited, at), this.#now),
      author: who,
      team: author.team ? who : null,
    };
  }

  #authorOf(author: StagedFields['author'], thread: string, since: number): string {
    const who = JSON.stringify([author.id, author.email, author.name, thread]);
    const known = this.#authors.get(who) ?? this.#findAuthor(author, thread, since);
    this.#authors.set(who, known);
    return known;
  }

  #findAuthor(author: StagedFields['author'], thread: string, since: number): string {
    const site = this.#site;
    const { system, id: by } = this.#import;
    const stop = author.email === null ? null : stopOf(site, author.email);
    const key = importedKey(author, stop, thread);
    const known = findImportedAuthor(site, system, key);
    if (known !== undefined) return known;
    // Whoever has confirmed the address here is who wrote there.
    const proven =
      stop === null
        ? undefined
        : first<{ author: string }>(
            site.sql,
            'SELECT author FROM mailbox WHERE stop = ? AND confirmed IS NOT NULL ORDER BY confirmed DESC LIMIT 1',
            stop,
          );
    const id = proven?.author ?? site.newId(this.#now);
    if (!proven) site.sql.all('INSERT INTO author (id, since) VALUES (?, ?)', id, since);
    site.sql.all(
      `INSERT INTO imported_author (system, key, import, author, claimed) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (key, system) DO UPDATE SET author = excluded.author, claimed = excluded.claimed`,
      ...[system, key, by, id, proven ? 1 : 0],
    );
    return id;
  }

  #mayPin(source: string, can: boolean, { thread }: Place): boolean {
    if (can && !isFull(this.#site, thread)) return true;
    remark(this.#tally, 'not-pinned', source);
    return false;
  }

  /** What a comment's page says of its post: kept once for all of a step. */
  #nameOf(place: Place): number | null {
    if (place.naming === undefined) {
      const { thread, key, url, title } = place;
      const own = ownAddress(this.#site, url);
      const said = { key, ...(own !== null && { url: own }), ...(title !== null && { title }) };
      place.naming = keepNaming(this.#site, thread, said);
    } else place.naming_more += 1;
    return place.naming;
  }
}

interface Stored {
  id: string;
  source: string;
  fields: StagedFields;
  place: Place;
  above: Above | undefined;
}
