import type { ImportRemark } from '../../contract/transfer';
import { first } from '../../host/sql';
import { toHtml } from '../../text/markdown';
import type { SiteContext } from '../base/context';
import { scheduleBy } from '../base/due';
import { timeOf } from '../base/ids';
import { findImportedAuthor, importedKey } from '../comments/imported-authors';
import { keepNaming, nameThread, ownAddress } from '../comments/naming';
import { isFull } from '../comments/pins';
import { countAll, countWaiting, type Part, refreshAbove } from '../comments/standing';
import { bestOf } from '../comments/votes';
import { indexImportLater } from '../comments/words';
import { stopOf } from '../messages/mailboxes';
import { storeFromElsewhere } from '../writing/new-comment';
import { type ImportRow, keepTally, readTally, remark, type Tally } from './import-row';
import { findNext, type StagedRow } from './order';
import type { StagedFields } from './receiving';

/** So many comments, or so many characters, become comments in one step: some ten milliseconds. */
export const mostApplied = 100;
const mostCharacters = 60_000;
/** As long as the site keeps spam (milliseconds): see purge.ts. */
const spamKept = 30 * 24 * 60 * 60_000;

/**
 * Makes comments of some more of what an import has sent: what is answered before its answers, else in the order in which it came.
 * Returns whether there is more.
 */
export function applyStep(site: SiteContext, row: ImportRow): boolean {
  const step = new Step(site, row);
  let characters = 0;
  while (step.count < mostApplied && characters < mostCharacters) {
    const { rows, place } = findNext(site, row, mostApplied - step.count);
    row.place = place;
    if (rows.length === 0) break;
    for (const staged of rows) {
      characters += step.apply(staged);
      if (characters >= mostCharacters) break;
    }
    // A long way up took this step's time.
    if (place !== null) break;
  }
  step.end();
  if (row.place !== null || first(site.sql, 'SELECT 1 FROM staged WHERE import = ? LIMIT 1', row.id)) {
    site.sql.all('UPDATE import SET place = ? WHERE id = ?', row.place, row.id);
    return true;
  }
  site.sql.all("UPDATE import SET state = 'done', place = NULL WHERE id = ?", row.id);
  indexImportLater(site, row.id);
  return false;
}

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
  count = 0;
  readonly #site: SiteContext;
  readonly #import: ImportRow;
  readonly #tally: Tally;
  readonly #now: number;
  readonly #touched: string;
  readonly #places = new Map<string, Place | undefined>();
  readonly #parts: Part[] = [];
  /** Published ones below something that is not. */
  readonly #lifting: { parent: string; root: string }[] = [];

  constructor(site: SiteContext, row: ImportRow) {
    this.#site = site;
    this.#import = row;
    this.#tally = readTally(row);
    this.#now = site.now();
    this.#touched = site.newId(this.#now);
  }

  /** Makes a comment of one; what it answers is one already, or never will be. Returns how many characters it has. */
  apply({ number, source, parent, comment: id, remark: found }: StagedRow): number {
    const { sql } = this.#site;
    this.count += 1;
    const staged = first<{ fields: string }>(sql, 'DELETE FROM staged WHERE number = ? RETURNING fields', number);
    if (!staged) return 0;
    const fields = JSON.parse(staged.fields) as StagedFields;
    const refused = this.#refusal(source, fields);
    const place = refused ? undefined : this.#placeOf(fields);
    if (refused || !place) {
      remark(this.#tally, refused ?? 'no-thread', source);
      sql.all('DELETE FROM imported WHERE system = ? AND source = ?', this.#import.system, source);
      return 0;
    }
    if (found) remark(this.#tally, found, source);
    this.#store({ id, source, fields, place, above: found ? undefined : this.#above(source, parent, place) });
    return fields.body.length;
  }

  /** Writes what is counted and named once for all of them. */
  end(): void {
    const site = this.#site;
    if (this.count === 0) return;
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
    const why = status === 'gone' ? 'gone-unanswered' : isOldSpam(status, created, this.#now) ? 'old-spam' : undefined;
    if (!why) return undefined;
    const answered = first(
      this.#site.sql,
      'SELECT 1 FROM staged WHERE system = ? AND parent = ? LIMIT 1',
      this.#import.system,
      source,
    );
    return answered ? undefined : why;
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
    const above = first<Above>(
      this.#site.sql,
      `SELECT comment.id, comment.root, comment.level, comment.thread, comment.status
       FROM imported CROSS JOIN comment ON comment.id = imported.comment WHERE imported.system = ? AND imported.source = ?`,
      this.#import.system,
      parent,
    );
    if (above?.thread === thread) return above;
    remark(this.#tally, 'no-parent', source);
    return undefined;
  }

  #store({ id, source, fields, place, above }: Stored): void {
    const site = this.#site;
    const { created, edited, author, team } = this.#whenAndWho(id, source, fields);
    const gone = fields.status === 'gone' || isOldSpam(fields.status, fields.created, this.#now);
    const status = gone ? 'erased' : (fields.status as Exclude<StagedFields['status'], 'gone'>);
    const published = status === 'published' ? 1 : 0;
    const waiting = status === 'held' || status === 'spam' ? status : null;
    const { ups, downs } = fields;
    const pinned = fields.pinned && this.#mayPin(source, published === 1 && !above, place) ? this.#now : null;
    storeFromElsewhere(site, {
      id,
      thread: place.thread,
      parent: above?.id ?? null,
      root: above?.root ?? id,
      level: above ? above.level + 1 : 0,
      author,
      name: gone ? '' : fields.author.name,
      website: gone ? null : fields.author.website,
      email: gone ? null : fields.author.email,
      body: gone ? '' : fields.body,
      html: gone ? '' : toHtml(fields.body),
      status,
      shown: published,
      waiting,
      // Behind what was written here, and nobody is alarmed: whoever looks at alerts looks at turns 0 and 1.
      turn: waiting ? 2 : 1,
      waiting_since: waiting ? this.#now : null,
      created,
      edited: gone ? null : edited,
      network: gone ? '' : (fields.network ?? ''),
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
    this.#parts.push({ thread: place.thread, author, status, decision: null, by: 1 });
    countWaiting(site, place.thread, waiting);
    if (published) place.published = true;
    if (published && above && above.status !== 'published') this.#lifting.push({ parent: above.id, root: above.root });
    if (status === 'spam') scheduleBy(site, 'clean', this.#now + spamKept);
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
    const site = this.#site;
    const { system, id: by } = this.#import;
    const key = importedKey(author, thread);
    const known = findImportedAuthor(site, system, key);
    if (known !== undefined) return known;
    const stop = author.email === null ? null : stopOf(site, author.email);
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
      `INSERT INTO imported_author (system, key, import, author, stop) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (system, key) DO UPDATE SET author = excluded.author, stop = excluded.stop`,
      ...[system, key, by, id, proven ? null : stop],
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

const isOldSpam = (status: StagedFields['status'], created: number, now: number) =>
  status === 'spam' && created < now - spamKept;
