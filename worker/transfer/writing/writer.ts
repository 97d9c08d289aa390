import type { Status } from '../../contract/comment';

/** The site that is written. */
export interface OutSite {
  /** Its host name. */
  name: string;
  /** Where its pages are: scheme and host. */
  origin: string;
  /** Milliseconds since 1970: now. */
  time: number;
}

/** Somebody who may not write here. */
export interface OutBan {
  author: string;
  /** Milliseconds since 1970; null: for good. */
  until: number | null;
}

/** The discussion under one post. */
export interface OutThread {
  id: number;
  key: string;
  /** The post's address, absolute, as far as it is known; else the one that its key says. */
  url: string;
  /** Plain text; null: none is known. */
  title: string | null;
  /** Milliseconds since 1970. */
  created: number;
}

/** One comment. */
export interface OutComment {
  id: string;
  /** The same as a number: what is answered has a smaller one than its answers. */
  number: number;
  /** What it answers; null: nothing, or what is in no file of this kind. */
  parent: { id: string; number: number; status: Status } | null;
  /** Whether it has a place among what readers see: it is published, or something below it is. */
  shown: boolean;
  author: { id: string; name: string; email: string | null; website: string | null; team: boolean };
  /** Markdown, and the HTML that readers get. */
  body: string;
  html: string;
  /** Milliseconds since 1970. */
  created: number;
  edited: number | null;
  status: Status;
  ups: number;
  downs: number;
  pinned: boolean;
}

/** What a site gives: first whoever is banned, then each thread before its comments. */
export type OutItem =
  | { kind: 'ban'; ban: OutBan }
  | { kind: 'thread'; thread: OutThread }
  | { kind: 'comment'; comment: OutComment };

/** A format that other systems read. */
export interface Writer {
  /** The media type, and how files of it end. */
  type: string;
  extension: string;
  /** Whether files of it are packed with gzip. */
  packed: boolean;
  /** Begins a file. Nothing of it is kept but what the format needs to close what it has opened. */
  open(site: OutSite): OpenFile;
}

/** A file that is being written: pieces of text, in this order. */
export interface OpenFile {
  begin(): string;
  item(item: OutItem): string;
  end(): string;
}
