import { Hono } from 'hono';
import { html } from 'hono/html';
import packageJson from '../../package.json' with { type: 'json' };
import type { Language } from '../contract/fields';
import { languageAsked } from '../middleware/negotiate';
import { respond } from '../middleware/respond';
import { pageHeaders, pageShell } from './page-shell';

interface FrontTexts {
  title: string;
  what: string;
  readers: string;
  desk: string;
  toDesk: string;
  docs: string;
  api: string;
  version: (version: string) => string;
}

const texts: Record<Language, FrontTexts> = {
  de: {
    title: 'Hier läuft Plausch',
    what: 'Plausch bringt Kommentare unter Beiträge auf Websites. Dieser Server nimmt sie an, prüft sie auf Spam und zeigt sie.',
    readers: 'Zum Lesen und Schreiben geht es auf der Website, unter dem Beitrag.',
    desk: 'Wer eine Website moderiert, meldet sich hier an:',
    toDesk: 'Zur Moderation',
    docs: 'Wie Plausch eingebettet, eingestellt und betrieben wird, steht in der Anleitung, die dem Programm beiliegt: in README.md und im Ordner docs.',
    api: 'Beschreibung der Schnittstelle (OpenAPI)',
    version: (version) => `Version ${version}, freie Software unter der MIT-Lizenz.`,
  },
  en: {
    title: 'Plausch is running here',
    what: 'Plausch puts comments under the posts of websites. This server takes them in, checks them for spam and shows them.',
    readers: 'To read and write comments, go to the website and look below the post.',
    desk: 'If you moderate a website, sign in here:',
    toDesk: 'To the desk',
    docs: 'How to embed, configure and run Plausch is told in the documentation that comes with it: in README.md and the folder docs.',
    api: 'Description of the API (OpenAPI)',
    version: (version) => `Version ${version}, free software under the MIT licence.`,
  },
};

/** What this server is, for whoever finds its address. It names none of its sites. */
export const frontRoutes = new Hono().get('/', (c) => {
  const language = languageAsked(c);
  const said = texts[language];
  const content = html`<h1>${said.title}</h1>
<p>${said.what}</p>
<p>${said.readers}</p>
<p>${said.desk} <a href="/desk/">${said.toDesk}</a></p>
<p>${said.docs} <a href="/openapi.json">${said.api}</a></p>
<p class="muted">${said.version(packageJson.version)}</p>`;
  const headers = { ...pageHeaders, Vary: 'Accept-Language', 'Cache-Control': 'no-cache' };
  return respond(c, 200, String(pageShell(language, said.title, '', content)), headers);
});
