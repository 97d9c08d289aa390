import { clean, cleanLine, unlinked } from './clean';
import { most } from './most';
import type { Body, Footer, Link, Part } from './parts';

/** A mail as text/html: no image, no script, nothing from elsewhere. `language`: of the words in it (BCP 47). */
export const asHtml = ({ parts, footer, own }: Body, subject: string, language: string): string =>
  `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${escaped(cleanLine(subject, most.subject))}</title>
<style>${style}</style>
</head>
<body>
<main>
${parts.map((part) => partAsHtml(part, own)).join('\n')}
</main>
<footer>
${footerAsHtml(footer, own)}
</footer>
</body>
</html>
`;

/** The colours are those of the plain pages (`widget/design/tokens.css`). Programs that know no media query show the light ones. */
const style = `
:root{color-scheme:light dark}
body{margin:0;padding:24px 16px;background:#fff;color:#222;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main,footer{max-width:576px;margin:0 auto}
h1{margin:0 0 16px;font-size:20px;line-height:1.3}
p{margin:0 0 16px}
blockquote{margin:0 0 16px;padding:2px 0 2px 16px;border-left:3px solid #ddd}
blockquote p{margin:0 0 8px}
.by{font-weight:600}
.links{margin:24px 0}
.links a{display:inline-block;margin:0 8px 8px 0;padding:10px 16px;border:1px solid #0b5f55;border-radius:8px;color:#0b5f55;text-decoration:none}
.links a.first{background:#0b5f55;color:#fff}
footer{padding-top:16px;border-top:1px solid #ddd;color:#595959;font-size:14px}
footer p{margin:0 0 4px}
footer a{display:inline-block;padding:4px 0;color:inherit}
@media (prefers-color-scheme:dark){
body{background:#17181a;color:#ddd}
blockquote{border-color:#333}
.links a{border-color:#6cc7b9;color:#6cc7b9}
.links a.first{background:#6cc7b9;color:#06231f}
footer{border-color:#333;color:#a8a8a8}
}
`;

function partAsHtml(part: Part, own: string[]): string {
  switch (part.kind) {
    case 'heading':
      return `<h1 dir="auto">${written(cleanLine(part.text, most.heading), own)}</h1>`;
    case 'text':
      return paragraphs(clean(part.text, most.text), own);
    case 'quote': {
      const by =
        part.by === undefined ? '' : `<p class="by" dir="auto">${written(cleanLine(part.by, most.name), own)}</p>\n`;
      return `<blockquote>\n${by}${paragraphs(clean(part.text, most.quote), own)}\n</blockquote>`;
    }
    case 'links':
      return `<p class="links">${part.links.map((link, at) => linkAsHtml(link, own, at === 0)).join('\n')}</p>`;
  }
}

/** Each paragraph has the direction of its own words, so that none turns another around. */
const paragraphs = (text: string, own: string[]) =>
  text
    .split(/\n{2,}/)
    .map((paragraph) => `<p dir="auto">${written(paragraph, own).replaceAll('\n', '<br>\n')}</p>`)
    .join('\n');

const linkAsHtml = ({ label, url }: Link, own: string[], first: boolean) =>
  `<a${first ? ' class="first"' : ''} href="${escaped(new URL(url).href)}">${written(cleanLine(label, most.heading), own)}</a>`;

const footerAsHtml = ({ text, link }: Footer, own: string[]) =>
  `${paragraphs(clean(text, most.text), own)}${link ? `\n<p>${linkAsHtml(link, own, false)}</p>` : ''}`;

const written = (text: string, own: string[]) => escaped(unlinked(text, own));

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
