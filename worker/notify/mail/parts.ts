/** What a mail is made of. Text and HTML come from the same parts, so that both say the same. */
export type Part =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  /** What somebody wrote: quoted, as plain text, whatever it contains. */
  | { kind: 'quote'; by?: string; text: string }
  /** Ways on: each to a page of ours or of the site. */
  | { kind: 'links'; links: Link[] };

export interface Link {
  label: string;
  /** Of this server or the site, never from a comment. */
  url: string;
}

/** Why one gets this, and how it ends: small, under everything else. */
export interface Footer {
  text: string;
  link?: Link;
}

/** All that stands in a mail. */
export interface Body {
  parts: Part[];
  footer: Footer;
  /** Names of hosts that are ours: a program may make links of these. */
  own: string[];
}
