import { describe, expect, test } from 'vitest';
import { plainText } from '../../../worker/text/excerpt';
import { toHtml } from '../../../worker/text/markdown';
import { htmlToMarkdown, plainToMarkdown } from '../../../worker/transfer/html-to-markdown';

const long = 'https://blog.example/2011/08/29/a-long-name.html';

test.each([
  ['paragraphs', '<p>Eins</p><p>Zwei</p>', 'Eins\n\nZwei'],
  ['line breaks', '<p>Eins<br>Zwei<br />\nDrei</p>', 'Eins\nZwei\nDrei'],
  ['two line breaks', 'Eins<br><br>\nZwei', 'Eins\n\nZwei'],
  ['line breaks at the ends', '<p><br>Eins<br></p>', 'Eins'],
  ['emphasis', '<i>a</i> <b>b</b> <em><strong>c</strong></em>', '*a* **b** ***c***'],
  ['emphasis with spaces inside', 'a<b> b </b>c', 'a **b** c'],
  ['emphasis over paragraphs', '<b>a<p>b</p></b>', '**a**\n\n**b**'],
  ['emphasis that Markdown cannot say', 'a<em>(b)</em>c', 'a(b)c'],
  ['emphasis of nothing', 'a<b></b><i> </i>b', 'a b'],
  ['emphasis that crosses', '<b>a<i>b</b>c</i>', '**a*b***c'],
  ['a link', `<a href="${long}" title="Mehr">hier</a>`, `[hier](${long} "Mehr")`],
  [
    'a link that Disqus shortened',
    `<a href="${long}" rel="nofollow noopener" title="${long}">https://blog.example/2011/0...</a>`,
    `<${long}>`,
  ],
  [
    'a link with signs',
    '<a href="https://a.example/b_(c)?d=1&amp;e=2">[f]</a>',
    '[\\[f\\]](https://a.example/b_\\(c\\)?d=1&e=2)',
  ],
  ['an address in the text', 'siehe https://a.example/b_c_d.', 'siehe <https://a.example/b_c_d>.'],
  [
    'links in links',
    '<a href="https://a.example">a<a href="https://b.example">b</a></a>',
    '[a](https://a.example)[b](https://b.example)',
  ],
  ['a list', '<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>', '- a\n- b\n  - c'],
  ['a numbered list', '<ol start="9"><li>a<li>b</ol>', '9. a\n10. b'],
  ['a list with paragraphs', '<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>', '- a\n\n- b\n\n  c'],
  ['two lists', '<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n\n+ b'],
  ['a quote', '<blockquote><p>a</p><blockquote>b</blockquote></blockquote>c', '> a\n>\n> > b\n\nc'],
  ['code', 'a <code>b`c *d*</code>', 'a ``b`c *d*``'],
  [
    'a block of code',
    '<pre><code class="language-js">if (a &lt; b) {\n\n  c\n}\n</code></pre>',
    '```\nif (a < b) {\n\n  c\n}\n```',
  ],
  [
    'code that begins with an empty line',
    '<pre>\n<code>\n  a</code></pre><pre>\n\nb</pre>',
    '```\n\n  a\n```\n\n```\n\nb\n```',
  ],
  ['a block of code with ticks', '<pre>\n```\n</pre>', '````\n```\n````'],
  ['an image', '<img src="https://a.example/b.png" alt="Bild">', '[Bild](https://a.example/b.png)'],
  ['an image of one sign', '<img class="emoji" src="https://a.example/1f600.png" alt="😀">', '😀'],
  [
    'an image in a link',
    '<a href="https://a.example"><img src="https://a.example/b.png" alt="Bild"></a>',
    '[Bild](https://a.example)',
  ],
  ['a player', '<iframe src="https://video.example/embed/1"></iframe>', '<https://video.example/embed/1>'],
  ['a heading', '<h2>Titel</h2>Text', '**Titel**\n\nText'],
  ['a table', '<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>', 'a | b\n\nc | d'],
  ['what was struck out', '<del>weg</del> und <u>da</u>', 'weg und da'],
  [
    'signs that mean nothing',
    '*a* _b_ c_d `e` \\ &lt;f&gt; &amp;amp; [g](h)',
    '\\*a\\* \\_b\\_ c_d \\`e\\` \\\\ \\<f> \\&amp; [g\\](h)',
  ],
  ['signs at the beginning of a line', '- a<br>1. b<br>&gt; c<br>+ d<br>~~~', '\\- a\n1\\. b\n\\> c\n\\+ d\n\\~~~'],
])('%s', (_what, html, markdown) => expect(htmlToMarkdown(html)).toBe(markdown));

test('in a comment of WordPress line breaks count, and in its code', () => {
  expect(
    htmlToMarkdown('Eins\nZwei\r\n\r\nDrei <b>vier</b>\n<blockquote>fünf\nsechs</blockquote>\n<pre>a\n\nb</pre>', true),
  ).toBe('Eins\nZwei\n\nDrei **vier**\n\n> fünf\n> sechs\n\n```\na\n\nb\n```');
});

test('plain text shows as it was', () => {
  const plain = '1. *Eins*\n  - <b>zwei</b>\n\n\n> drei &amp; https://a.example/b';
  expect(plainText(toHtml(plainToMarkdown(plain)))).toBe(
    '1. *Eins*\n- <b>zwei</b>\n\n> drei &amp; https://a.example/b',
  );
});

describe('nothing dangerous survives', () => {
  test.each([
    '<script>alert(1)</script>',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="java&#10;script:alert(1)">a</a>',
    '<a href="https://a.example/&quot;onmouseover=alert(1)//">a</a>',
    '<a href="https://a.example" title="&quot;) <script>">a</a>',
    '<a href="data:text/html,<script>">a</a>',
    '<a href="//evil.example">a</a>',
    '<img src=x onerror=alert(1)>',
    '<img src="javascript:alert(1)" alt="](javascript:alert(1))">',
    '<svg><a xlink:href="javascript:alert(1)">a</a></svg>',
    '[a](javascript:alert(1))',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '<code>`<script>`</code>',
    '<pre>```\n<script>\n```</pre>',
    '<a href="https://a.example/)[b](javascript:alert(1)">a</a>',
    '<a href="https://a.example/><script>">https://a.example/></a>',
    'https://a.example/<script>',
    '<style>p{}</style><p style="position:fixed" class="x" id="y">a</p>',
    '<iframe srcdoc="<script>"></iframe>',
    '<math><mtext><img src=x onerror=alert(1)></math>',
  ])('%s', (html) => {
    const shown = toHtml(htmlToMarkdown(html));
    expect(shown).not.toMatch(/<(?!\/?(?:p|a|code|pre|br|em|strong)\b)/);
    for (const [, attributes] of shown.matchAll(/<\w+((?:[^<>"]|"[^"]*")*)>/g))
      expect(attributes).toMatch(
        /^(?: (?:href="(?:https?:\/\/|mailto:)[^"]*"|title="[^"]*"|rel="nofollow ugc noopener"))*$/,
      );
  });
});

/** A number from 0 to 1, the next of a row that is the same in each run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Draw = () => number;
const pick = <T>(draw: Draw, from: readonly T[]): T => from[Math.floor(draw() * from.length)] as T;
const some = <T>(draw: Draw, most: number, make: () => T): T[] =>
  Array.from({ length: 1 + Math.floor(draw() * most) }, make);

const words = [
  'Käse',
  'a_b',
  '5 * 3',
  'x<y',
  'AT&T',
  '&amp;',
  'so (etwa)',
  '„ja“',
  '[sic]',
  'C:\\x',
  '#1',
  '1.',
  '-',
  '>',
  '=',
  '~~~',
  '日本',
  '👩‍👧',
  '!',
  '*',
  '`',
  '<b>',
  '](',
  'h_',
  '_h',
];
const plain = (text: string) => text.replace(/[\\`*_[\]<>&#~.()+=!-]/g, '\\$&');

function someWords(draw: Draw): string {
  return some(draw, 4, () => plain(pick(draw, words))).join(' ');
}
function inline(draw: Draw): string {
  return some(draw, 4, () =>
    pick(draw, [
      () => someWords(draw),
      () => `*${'k'}${someWords(draw)}k*`,
      () => `**k${someWords(draw)}k**`,
      () => `**k *${'k'}${someWords(draw)}k* k**`,
      () => '`` a`b  *c* ``',
      () => '`<i>`',
      () => `[k${someWords(draw)}](https://a.example/b_(c)?d=1&e=%20 "t \\"u\\" &amp;amp;")`,
      () => 'https://a.example/b_c*d*?e=1&amp=2',
      () => '<https://münchen.example/ü>',
      () => `[**k** \`l\`](mailto:a@b.example)`,
      () => `k${someWords(draw)}\nk${someWords(draw)}`,
    ])(),
  ).join(' ');
}
const indented = (text: string, first: string) =>
  text
    .split('\n')
    .map((line, at) => (at === 0 ? first : line === '' ? '' : ' '.repeat(first.length)) + line)
    .join('\n');
function blocks(draw: Draw, depth: number): string {
  return some(draw, 3, () =>
    pick(draw, [
      () => inline(draw),
      () => inline(draw),
      () => '```\na <b>\n\n    *c*\n````x\n```',
      () => '    code `x`\n      y',
      ...(depth > 2
        ? []
        : [
            () =>
              blocks(draw, depth + 1)
                .split('\n')
                .map((line) => `> ${line}`)
                .join('\n'),
            () => some(draw, 3, () => indented(blocks(draw, depth + 1), '- ')).join('\n'),
            () => some(draw, 3, () => indented(inline(draw), '- ')).join('\n'),
            () => some(draw, 3, () => indented(blocks(draw, depth + 1), '7. ')).join('\n\n'),
          ]),
    ])(),
  ).join('\n\n');
}

test('Markdown that is shown and taken back shows the same: eight hundred texts', () => {
  for (let seed = 1; seed <= 800; seed++) {
    const html = toHtml(blocks(chance(seed), 0));
    expect(toHtml(htmlToMarkdown(html)), `seed ${seed}: ${htmlToMarkdown(html)}`).toBe(html);
  }
});

const soup = [
  '<p>',
  '</p>',
  '<b>',
  '</b>',
  '<i>',
  '</i>',
  '<a href="https://a.example/b">',
  '</a>',
  '<ul>',
  '<li>',
  '</li>',
  '</ul>',
  '<ol start=3>',
  '</ol>',
  '<blockquote>',
  '</blockquote>',
  '<code>',
  '</code>',
  '<pre>',
  '</pre>',
  '<br>',
  '<div>',
  '</div>',
  '<table>',
  '<tr>',
  '<td>',
  '</td>',
  '</table>',
  '<h1>',
  '</h1>',
  '<q>',
  '&amp;',
  '&lt;',
  '&#42;',
  '*',
  '_',
  '`',
  '[',
  '](',
  '\\',
  ' ',
  '\n',
  'k',
  'ä',
  '1. ',
  '- ',
  '> ',
  '#',
  '~~~',
  '&',
  '<span>',
  '</span>',
  '<hr>',
];

test('no text of broken HTML is lost, or becomes another: two thousand soups', () => {
  const visible = (html: string) => html.replace(/\s+/g, '');
  for (let seed = 1; seed <= 2000; seed++) {
    const draw = chance(seed);
    const parts = some(draw, 30, () => pick(draw, soup));
    const shown = plainText(toHtml(htmlToMarkdown(parts.join(''))));
    // Letters are never mark-up: each has to be there as often as before.
    for (const letter of ['k', 'ä']) {
      const count = parts.filter((part) => part === letter).length;
      expect(visible(shown).split(letter).length - 1, `seed ${seed}: ${JSON.stringify(parts.join(''))}`).toBe(count);
    }
    // And nothing is said by signs that nobody sees.
    expect(shown).not.toMatch(/\\[*_`[\]<&-]/.test(parts.join('')) ? /$^/ : /\\[*_[\]<]/);
  }
});

test.each([
  ['elements in each other', '<div>'.repeat(100_000)],
  ['lists in each other', '<ul><li>'.repeat(30_000)],
  ['quotes in each other', '<blockquote>a'.repeat(20_000)],
  ['emphasis in each other', '<b><i>'.repeat(40_000)],
  ['closings of nothing', '</div></p></a>'.repeat(20_000)],
  ['links', '<a href="https://a.example">b'.repeat(30_000)],
  ['breaks', '<br>'.repeat(60_000)],
  ['breaks with spaces between', '<br> '.repeat(40_000)],
  ['emphasis that crosses', '<b><i></b></i>'.repeat(20_000)],
  ['ampersands', '&'.repeat(262_144)],
  ['angles', '<'.repeat(262_144)],
  ['ticks', '<code>`</code>'.repeat(20_000)],
  ['addresses', 'https://a.example/b '.repeat(12_000)],
  ['an address', `https://${'a.'.repeat(120_000)}`],
  ['items', `<ul>${'<li>a'.repeat(130_000)}`],
  ['blocks of code', '<pre>x</pre>'.repeat(40_000)],
  ['lines of code', `<pre>${'`\n'.repeat(300_000)}</pre>`],
  ['signs', '*_[](`'.repeat(40_000)],
])('%s without an end take no time and no room', (_what, html) => {
  expect(htmlToMarkdown(html).length).toBeLessThan(html.length * 4 + 1000);
});
