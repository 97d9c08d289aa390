import type { ImportedComment, ImportedStatus } from '../contract/transfer';
import { copied } from './copied';
import { Oddities, type Oddity } from './oddities';
import type { Prepared, Reason, RecordOddity } from './prepare';

/** What would come, before anything is sent. */
export interface Survey {
  /** Comments in the file: the sum of the next two. */
  read: number;
  /** As what they would come. */
  comes: Record<ImportedStatus, number>;
  /** Why others would not, most frequent first. */
  leftOut: Oddity<Reason>[];
  /** Threads of the file, and of the site that they become: only those in which comments would come. */
  threads: { read: number; become: number };
  /** What is odd about what would come, most frequent first. */
  odd: Oddity<RecordOddity>[];
  /** Threads of the file that would not come, and why. */
  leftOutThreads: Oddity<Reason>[];
  /** How addresses become threads, those with most comments first; at most `mostMapped`. */
  mapping: Mapped[];
  /** Hosts of addresses, with the number of their threads; null: addresses without a host. */
  hosts: { host: string | null; threads: number; isOwn: boolean }[];
  /** How it would look: some threads, with the first comments of each. */
  preview: Previewed[];
}

/** One thread of the site, and what becomes it. */
export interface Mapped {
  key: string;
  /** What it was before corrections: at most three of them. */
  from: string[];
  title: string | null;
  url: string | null;
  comments: number;
}

export interface Previewed {
  key: string;
  title: string | null;
  comments: Pick<ImportedComment, 'id' | 'parent' | 'author' | 'body' | 'created' | 'status'>[];
}

const mostMapped = 1000;
/** Threads that are kept while counting; a blog with more posts would be one of the largest there are. */
const mostKept = 50_000;
const mostHosts = 200;
const mostPreviewed = 5;
const mostInPreview = 20;
const longestInPreview = 2000;

interface Counted extends Mapped {
  /** The first comments that readers would see, while it may yet be shown. */
  shown: Previewed['comments'];
}

/** Counts what `prepare` makes. Memory grows with the number of threads, up to a bound. */
export class Surveyor {
  readonly #own: readonly string[];
  #read = 0;
  readonly #comes: Record<ImportedStatus, number> = { published: 0, held: 0, spam: 0, rejected: 0, gone: 0 };
  readonly #leftOut = new Oddities<Reason>();
  readonly #leftOutThreads = new Oddities<Reason>();
  readonly #odd = new Oddities<RecordOddity>();
  readonly #threads = new Set<string>();
  readonly #keys = new Map<string, Counted>();
  readonly #hosts = new Map<string | null, number>();
  readonly #previewed: Counted[] = [];

  /** @param own The site's hosts. */
  constructor(own: readonly string[] = []) {
    this.#own = own;
  }

  take(prepared: Prepared): void {
    switch (prepared.kind) {
      case 'thread':
        this.#thread(prepared);
        break;
      case 'comment':
        this.#comment(prepared);
        break;
      case 'left-out':
        if (prepared.of === 'thread') {
          if (prepared.why !== 'twin') this.#leftOutThreads.note(prepared.why, `${prepared.id}: ${prepared.example}`);
        } else {
          this.#read++;
          this.#leftOut.note(prepared.why, `${prepared.id}: ${prepared.example}`);
        }
        break;
      case 'found':
        if (prepared.what === 'cycle' || prepared.what === 'no-parent') this.#odd.note(prepared.what, prepared.id);
        else {
          this.#comes[prepared.status]--;
          this.#leftOut.note(prepared.what, prepared.id);
          const counted = prepared.key === null ? undefined : this.#keys.get(prepared.key);
          if (counted) counted.comments--;
        }
        break;
    }
  }

  /** What was counted so far. */
  survey(): Survey {
    const counted = [...this.#keys.values()]
      .filter(({ comments }) => comments > 0)
      .toSorted((a, b) => b.comments - a.comments);
    return {
      read: this.#read,
      comes: { ...this.#comes },
      leftOut: this.#leftOut.list(),
      threads: { read: this.#threads.size, become: counted.length },
      odd: this.#odd.list(),
      leftOutThreads: this.#leftOutThreads.list(),
      mapping: counted
        .slice(0, mostMapped)
        .map(({ key, from, title, url, comments }) => ({ key, from, title, url, comments })),
      hosts: [...this.#hosts]
        .map(([host, threads]) => ({ host, threads, isOwn: host === null || this.#own.includes(host) }))
        .toSorted((a, b) => b.threads - a.threads),
      preview: this.#previewed.map(({ key, title, shown }) => ({ key, title, comments: shown })),
    };
  }

  #thread({ thread, keyed, odd }: Extract<Prepared, { kind: 'thread' }>): void {
    const counted = this.#keyed(thread.key);
    if (counted) {
      counted.title = thread.title === null ? counted.title : copied(thread.title);
      counted.url ??= thread.url && copied(thread.url);
      if (keyed.from !== thread.key && counted.from.length < 3 && !counted.from.includes(keyed.from))
        counted.from.push(copied(keyed.from));
    }
    if (this.#threads.has(thread.id)) return;
    this.#threads.add(copied(thread.id));
    for (const what of odd) this.#odd.note(what, keyed.url ?? keyed.from);
    if (this.#hosts.size < mostHosts || this.#hosts.has(keyed.host)) {
      const host = keyed.host === null ? null : copied(keyed.host);
      this.#hosts.set(host, (this.#hosts.get(host) ?? 0) + 1);
    }
  }

  #comment({ comment, key, odd }: Extract<Prepared, { kind: 'comment' }>): void {
    this.#read++;
    this.#comes[comment.status]++;
    for (const what of odd)
      this.#odd.note(what, `${comment.id}: ${comment.author.name}: ${comment.body.slice(0, 300)}`);
    const counted = key === null ? undefined : this.#keyed(key);
    if (!counted) return;
    counted.comments++;
    this.#show(counted, comment);
  }

  /** The first threads in which something is published are shown. */
  #show(counted: Counted, { id, parent, author, body, created, status }: ImportedComment): void {
    if (status !== 'published' && status !== 'gone') return;
    if (!this.#previewed.includes(counted)) {
      if (this.#previewed.length >= mostPreviewed || status !== 'published') return;
      this.#previewed.push(counted);
    }
    if (counted.shown.length >= mostInPreview) return;
    const shortened = body.length > longestInPreview ? `${body.slice(0, longestInPreview).toWellFormed()}…` : body;
    counted.shown.push(JSON.parse(copied(JSON.stringify({ id, parent, author, body: shortened, created, status }))));
  }

  #keyed(key: string): Counted | undefined {
    const known = this.#keys.get(key);
    if (known || this.#keys.size >= mostKept) return known;
    const counted: Counted = { key: copied(key), from: [], title: null, url: null, comments: 0, shown: [] };
    this.#keys.set(counted.key, counted);
    return counted;
  }
}

/** Counts all that comes. */
export async function survey(prepared: AsyncIterable<Prepared>, own: readonly string[] = []): Promise<Survey> {
  const surveyor = new Surveyor(own);
  for await (const one of prepared) surveyor.take(one);
  return surveyor.survey();
}
