import { clean, cleanLine, unlinked } from './clean';
import { most } from './most';
import type { Body, Footer, Link, Part } from './parts';

/** A mail as text/plain. */
export const asText = ({ parts, footer }: Body): string =>
  [...parts.map(partAsText), footerAsText(footer)].join('\n\n');

function partAsText(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return unlinked(cleanLine(part.text, most.heading));
    case 'text':
      return unlinked(clean(part.text, most.text));
    case 'quote': {
      const by = part.by === undefined ? [] : [`${unlinked(cleanLine(part.by, most.name))}:`];
      const lines = unlinked(clean(part.text, most.quote)).split('\n');
      return [...by, ...lines.map((line) => `> ${line}`.trimEnd())].join('\n');
    }
    case 'links':
      return part.links.map(linkAsText).join('\n');
  }
}

const linkAsText = ({ label, url }: Link) => `${unlinked(cleanLine(label, most.heading))}: ${new URL(url).href}`;

/** Under the line that mail programs know as the end of the text (RFC 3676, section 4.3). */
const footerAsText = ({ text, link }: Footer) =>
  ['-- ', unlinked(clean(text, most.text)), ...(link ? [linkAsText(link)] : [])].join('\n');
