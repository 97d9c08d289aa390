import { html } from 'hono/html';
import type { Voice } from '../../contract/languages';
import { languageOf } from '../../locales/voice';

type Html = ReturnType<typeof html>;

/** Headers of every plain page: its own style sheet and its own forms, nothing else. */
export const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/** What surrounds the content of a plain page. */
export const pageShell = (voice: Voice, title: string, head: Html | '', content: Html) => html`<!doctype html>
<html lang="${languageOf(voice)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head}
<link rel="stylesheet" href="/page.css">
</head>
<body>
<main>
${content}
</main>
</body>
</html>`;
