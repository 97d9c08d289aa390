import { clean, cleanLine, unlinked } from './clean';
import { most } from './most';
import type { Body, Footer, Link, Part } from './parts';

/** A mail as text/plain. */
export const asText = ({ parts, footer, own }: Body): string =>
  [...parts.map((part) => partAsText(part, own)), footerAsText(footer, own)].join('\n\n');

function partAsText(part: Part, own: string[]): string {
  switch (part.kind) {
    case 'heading':
      return unlinked(cleanLine(part.text, most.heading), own);
    case 'text':
      return unlinked(clean(part.text, most.text), own);
    case 'quote': {
      const by = part.by === undefined ? [] : [`${unlinked(cleanLine(part.by, most.name), own)}:`];
      const lines = unlinked(clean(part.text, most.quote), own).split('\n');
      return [...by, ...lines.map((line) => `> ${line}`.trimEnd())].join('\n');
    }
    case 'links':
      return part.links.map((link) => linkAsText(link, own)).join('\n');
  }
}

const linkAsText = ({ label, url }: Link, own: string[]) =>
  `${unlinked(cleanLine(label, most.heading), own)}: ${new URL(url).href}`;

/** Under the line that mail programs know as the end of the text (RFC 3676, section 4.3). */
const footerAsText = ({ text, link }: Footer, own: string[]) =>
  ['-- ', unlinked(clean(text, most.text), own), ...(link ? [linkAsText(link, own)] : [])].join('\n');
