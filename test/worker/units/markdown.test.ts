import { expect, test } from 'vitest';
import { sureLanguageOf } from '../../../worker/spam/text-language';
import { toHtml } from '../../../worker/text/markdown';

const rel = 'rel="nofollow ugc noopener"';

test.each([
  ['paragraphs', 'Eins\n\nZwei', '<p>Eins</p>\n<p>Zwei</p>'],
  ['line breaks', 'Eins\nZwei', '<p>Eins<br>\nZwei</p>'],
  ['emphasis', '*kursiv* **fett**', '<p><em>kursiv</em> <strong>fett</strong></p>'],
  ['a link', '[a](https://a.de "t")', `<p><a href="https://a.de" title="t" ${rel}>a</a></p>`],
  ['a bare address', 'https://a.de/b', `<p><a href="https://a.de/b" ${rel}>https://a.de/b</a></p>`],
  ['an address in brackets', '<https://a.de>', `<p><a href="https://a.de" ${rel}>https://a.de</a></p>`],
  ['an e-mail link', '[a](mailto:a@b.de)', `<p><a href="mailto:a@b.de" ${rel}>a</a></p>`],
  ['a list', '- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
  ['a numbered list', '3. a', '<ol start="3">\n<li>a</li>\n</ol>'],
  ['a quote', '> a', '<blockquote>\n<p>a</p>\n</blockquote>'],
  ['code', '`a<b`', '<p><code>a&lt;b</code></p>'],
  ['a code block', '```js\na<b\n```', '<pre><code>a&lt;b\n</code></pre>'],
  ['an indented code block', '    a', '<pre><code>a\n</code></pre>'],
])('%s', (_what, body, html) => expect(toHtml(body)).toBe(html));

test.each([
  ['raw HTML', '<b>a</b>', '<p>&lt;b&gt;a&lt;/b&gt;</p>'],
  ['a heading', '# a', '<p># a</p>'],
  ['an underlined heading', 'a\n===', '<p>a<br>\n===</p>'],
  ['a table', '|a|\n|-|\n|b|', '<p>|a|<br>\n|-|<br>\n|b|</p>'],
  ['a rule', '---', '<p>---</p>'],
  ['a host name without a scheme', 'example.de', '<p>example.de</p>'],
])('%s stays text', (_what, body, html) => expect(toHtml(body)).toBe(html));

test.each([
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](&#106;avascript:alert(1))',
  '[a](data:text/html,x)',
  '[a](vbscript:x)',
  '[a](//evil.example)',
  '[a](/admin)',
  '<javascript:alert(1)>',
  '![a](https://a.de/a.png)',
  '<img src=x onerror=alert(1)>',
  '[a]: javascript:x\n\n[a]',
  '`<script>`',
])('%s brings no script, no image and no link elsewhere', (body) => {
  const html = toHtml(body);
  expect(html).not.toMatch(/<(?!\/?(?:p|a|code|br)\b)/);
  expect(html).not.toMatch(/<a href="(?!https:\/\/a\.de)/);
});

test.each([
  ['quotes', '>'.repeat(65_536)],
  ['brackets', '['.repeat(65_536)],
  ['nested links', '[a]('.repeat(16_384)],
  ['stars', '*a '.repeat(21_845)],
  ['mixed stars', '*_'.repeat(32_768)],
  ['backticks', '`a``b'.repeat(13_107)],
  ['lists', '- '.repeat(32_768)],
  ['entities', '&'.repeat(65_536)],
  ['angles', '<'.repeat(65_536)],
  ['addresses', 'https://'.repeat(8192)],
  ['mail addresses', 'mailto:a@'.repeat(7281)],
  ['escapes', '\\'.repeat(65_536)],
  ['images', '![[]()'.repeat(10_922)],
])('64 kB of %s end', (_what, body) => expect(toHtml(body).length).toBeGreaterThan(0));

test('where the language is known its paragraphs, quotes and lists say so, and code does not', () => {
  expect(toHtml('a\n\n> b\n\n- c\n\n```\nd\n```', 'en')).toBe(
    '<p lang="en">a</p>\n<blockquote lang="en">\n<p>b</p>\n</blockquote>\n<ul lang="en">\n<li>c</li>\n</ul>\n<pre><code>d\n</code></pre>',
  );
});

test.each([
  ['de', 'Ich finde die Idee gut, aber es wäre besser, wenn das jemand erklären würde.'],
  ['en', 'I think that the idea is good, but it would be better if somebody could explain it.'],
  [undefined, ''],
  [undefined, 'Danke!'],
  [undefined, 'Sehr gut, danke. The best of the web.'],
  [undefined, 'Ik weet niet of we dit moeten doen, maar het is wel leuk, en was er nog iets?'],
  [undefined, 'Det er den beste måten å gjøre det på, og den er ikke så dyr som han sier.'],
  [undefined, 'Ich habe das gelesen und es ist gut. I have read that and it is good, but not for you.'],
  [undefined, 'Je ne sais pas si on peut le faire, mais il me semble que oui.'],
  [undefined, '最後に決めるのは、お客さまと話した人です。'],
] as const)('it is sure to be in %s: %s', (language, text) => expect(sureLanguageOf(text)).toBe(language));
