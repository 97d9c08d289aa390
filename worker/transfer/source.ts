/**
 * What a file of another system says, before anything is made of it. A format reads a file into these, one after another, and keeps
 * none: whoever takes them decides what becomes of them. Everything in them is as the other system had it, and may be hostile.
 */
export type SourceItem =
  | { kind: 'thread'; thread: SourceThread }
  | { kind: 'comment'; comment: SourceComment }
  /** A record that is none of these, or that nothing can be made of. Nothing is dropped without one. */
  | { kind: 'left-out'; record: LeftOut };

/** The discussion under one post. A thread may come after its comments, and more than once: the last that says something counts. */
export interface SourceThread {
  /** By which its comments name it: the other system's id, or where it has none the post's address or path. */
  id: string;
  /** The key by which the page named it to the other system (Disqus' `disqus_identifier`); null: it has none. */
  identifier: string | null;
  /** The post's address, absolute or a path. */
  url: string | null;
  /** Plain text, entities decoded. */
  title: string | null;
  /** Whether nobody may write there any more. */
  closed: boolean;
}

/** One comment. */
export interface SourceComment {
  /** The other system's id. In one file no two have the same. */
  id: string;
  /** `SourceThread.id`. */
  thread: string;
  /** The id of what it answers, which may come later or never; null: nothing. */
  parent: string | null;
  author: SourceAuthor;
  text: SourceText;
  /** Milliseconds since 1970; null: the file says none, or one that is no time. */
  created: number | null;
  edited: number | null;
  status: SourceStatus;
  ups: number;
  downs: number;
  /** Whether it stood before all others. */
  pinned: boolean;
  /** An IP address; null: the file has none, or a digest of one. */
  network: string | null;
}

export interface SourceAuthor {
  /** The other system's own id of whoever wrote it; null: it knew a name alone. */
  id: string | null;
  /** Plain text, entities decoded; may be empty. */
  name: string;
  email: string | null;
  website: string | null;
  /** Whether the other system says that they work on the site. */
  team: boolean;
}

/** The text as the other system stored it: HTML, HTML in which line breaks count, Markdown, or plain text in which these count and nothing else. */
export interface SourceText {
  form: 'html' | 'html-lines' | 'markdown' | 'plain';
  value: string;
}

/** What the other system had decided. `gone`: its text was deleted, and its place may be needed by its answers. */
export type SourceStatus = 'published' | 'held' | 'spam' | 'rejected' | 'gone';

export interface LeftOut {
  /** The other system's id, or where in the file it stands. */
  id: string;
  /** What it is: `pingback`, `attachment`, `unreadable` … a word for the report. */
  what: string;
  /** The first words of it. */
  example: string;
}

/** A file that is not what it is said to be, or that ends too early: reading stops there. What was read before it counts. */
export class UnreadableFile extends Error {
  readonly trouble: 'format' | 'truncated' | 'too-large' | 'encoding';

  constructor(trouble: UnreadableFile['trouble'], sentence: string) {
    super(sentence);
    this.trouble = trouble;
  }
}

/** One format of one system. */
export interface Format {
  /** As it is named on the command line: `disqus`, `wordpress`, … */
  name: string;
  /** As people know it. */
  system: string;
  /** Whether a file begins like one of this format: its first 64 kB as text. */
  matches(head: string): boolean;
  /**
   * Reads a file's text piece by piece. Memory does not grow with the file. The text may be iterated over more than once: each time it
   * comes from its beginning. @throws UnreadableFile.
   */
  read(text: AsyncIterable<string>): AsyncIterable<SourceItem>;
}
