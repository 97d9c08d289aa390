/** What can be written about a comment: a field of the forms under it. `answer-…` is for the question with that id. */
export type Field = Said | 'action' | 'question' | 'to' | `answer-${string}` | `ban-${'reason' | 'kind' | 'days'}`;

/** What is said with a decision. */
type Said = 'reason' | 'explanation' | 'note' | 'reply';
export const said = ['reply', 'explanation', 'reason', 'note'] as const satisfies readonly Said[];

/** Whatever of it is worth going on with. */
export const begun = [...said, 'question', 'ban-reason'] as const satisfies readonly Field[];

type Texts = Partial<Record<Field, string>>;
interface Kept {
  account: string;
  /** By site and comment. */
  drafts: Record<string, Texts>;
}

const storageKey = 'plausch-desk-drafts';
/** So many comments are remembered; what was written about others before them is let go. */
const most = 200;

let kept: Kept | undefined;

/** What was written about one comment and has not been sent. */
export class Draft {
  /** Whether it is on its way: then there is nothing left to write on. */
  sending = false;

  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  /** What stands in a field. */
  get(field: Field): string {
    return this.#texts[field] ?? '';
  }

  /** Keeps what stands in a field; nothing but spaces is nothing. */
  set(field: Field, text: string): void {
    const { [field]: _, ...rest } = this.#texts;
    write(this.#key, text.trim() ? { ...rest, [field]: text } : rest);
  }

  /** What was sent, or is not wanted any more. */
  drop(...fields: Field[]): void {
    for (const field of fields) this.set(field, '');
  }

  /** The first of these fields with something in it, as long as it is not on its way. */
  first(...fields: Field[]): string | undefined {
    return this.sending ? undefined : fields.map((field) => this.get(field).trim()).find(Boolean);
  }

  get #texts(): Texts {
    return kept?.drafts[this.#key] ?? {};
  }
}

/**
 * What somebody at the desk has written about the comments of a site and not sent. It stays in this tab, also across a
 * reload, until it is sent, thrown away, or they sign out.
 */
export class Drafts {
  readonly #site: string;
  readonly #drafts = new Map<string, Draft>();

  /** @param account whose they are; what somebody else has left in this tab is thrown away. */
  constructor(account: string, site: string) {
    this.#site = site;
    kept ??= read();
    if (kept?.account !== account) kept = { account, drafts: {} };
  }

  /** How what was written begins, by comment. */
  begun(): ReadonlyMap<string, string> {
    const start = `${this.#site}/`;
    const ids = Object.keys(kept?.drafts ?? {}).filter((key) => key.startsWith(start));
    const written = ids.map((key) => key.slice(start.length)).map((id) => [id, this.of(id).first(...begun)] as const);
    return new Map(written.filter((one): one is [string, string] => one[1] !== undefined));
  }

  /** The draft about a comment, or about several at once. */
  of(comment: string): Draft {
    const draft = this.#drafts.get(comment) ?? new Draft(`${this.#site}/${comment}`);
    this.#drafts.set(comment, draft);
    return draft;
  }
}

/** Throws all away, for whoever signs out. */
export function clearDrafts(): void {
  kept = undefined;
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // A browser that stores nothing has nothing to forget.
  }
}

/** Puts what is written about a comment last, so that the oldest is let go first. */
function write(key: string, texts: Texts): void {
  if (!kept) return;
  const { [key]: _, ...others } = kept.drafts;
  const rest = Object.entries(others).slice(1 - most);
  kept.drafts = Object.fromEntries(Object.keys(texts).length > 0 ? [...rest, [key, texts]] : rest);
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(kept));
  } catch {
    // A browser that stores nothing, or is full, keeps it until the page is left.
  }
}

function read(): Kept | undefined {
  try {
    const stored = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
    return stored && typeof stored.account === 'string' && isPlain(stored.drafts) ? stored : undefined;
  } catch {
    return undefined;
  }
}

const isPlain = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
