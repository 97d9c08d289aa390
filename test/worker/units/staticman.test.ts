import { expect, test } from 'vitest';
import { isWithin } from '../../../worker/transfer/folder';
import { staticman } from '../../../worker/transfer/formats/staticman';
import { told } from '../transfer/told';

const read = async (files: Record<string, string | null>): Promise<string[]> => {
  const lines: string[] = [];
  for await (const item of staticman.read(Object.entries(files).map(([path, text]) => ({ path, text }))))
    lines.push(told(item));
  return lines;
};

// Written after lib/Staticman.js and staticman.sample.yml.
const yaml = `_id: 5b7c3e10-0000-11e9-8000-000000000001
_parent: /blog/post
name: 'Åsa: "Test"'
email: 6b29de32a3606455031cf93b2e69ad0a
url: 'https://asa.example'
message: |-
  Erste Zeile

  **Zweite** Zeile
date: 1700000000
`;

test('YAML, JSON and text behind `---`: one comment a file, its page the folder, answers by either of the fields for them', async () => {
  expect(
    await read({
      '_data/comments/blog/post/entry1700000000.yml': yaml,
      '_data/comments/blog/post/entry2.json': JSON.stringify({
        _id: 'b',
        _parent: '5b7c3e10-0000-11e9-8000-000000000001',
        name: 'Jan',
        email: 'jan@mail.example',
        comment: '<p>HTML</p>',
        date: '2023-11-14T22:13:20.500Z',
      }),
      '_data/comments/blog/post/entry3.md':
        '---\n_id: c\nname: Ute\nreply_to: b\ndate: 2023-11-14\n---\nText *darunter*\n',
      '_data/comments/anders/entry.yaml': 'name: Mia\nmessage: ohne Nummer\n',
      'Blog/README.txt': 'nichts',
    }),
  ).toEqual([
    'thread blog/post | blog/post | /blog/post | -',
    'published 5b7c3e10-0000-11e9-8000-000000000001 in blog/post | -, Åsa: "Test", -, https://asa.example | markdown: Erste Zeile\n\n**Zweite** Zeile | 2023-11-14T22:13:20.000Z',
    'published b in blog/post under 5b7c3e10-0000-11e9-8000-000000000001 | -, Jan, jan@mail.example, - | html: <p>HTML</p> | 2023-11-14T22:13:20.500Z',
    'published c in blog/post under b | -, Ute, -, - | markdown: Text *darunter* | 2023-11-14T00:00:00.000Z',
    'thread anders | anders | /anders | -',
    'published anders/entry.yaml in anders | -, Mia, -, - | markdown: ohne Nummer | -',
  ]);
});

test('what is no comment, no YAML or too large is named, and the others are read', async () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'.replace(/./g, (name) => `${name}: &${name} [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n`)}message: *h\nname: x\n`;
  expect(
    await read({
      'comments/a/1.yml': bomb,
      'comments/a/2.yml': 'name: "ohne Ende',
      'comments/a/3.json': '[1, 2]',
      'comments/a/4.md': 'kein Kopf',
      'comments/a/5.yml': null,
      'comments/a/6.yml': 'title: etwas anderes\n',
      '1.yml': 'name: wo?\nmessage: nirgends\n',
      'comments/a/7.yml': '!!js/function "x": 1\nname: !<tag:yaml.org,2002:js/function> |\n  () => 1\nmessage: doch\n',
      'comments/a/8.yml': '__proto__: {name: geerbt}\nmessage: doch\n',
    }),
  ).toEqual([
    'left out comments/a/1.yml: unreadable',
    'left out comments/a/2.yml: unreadable',
    'left out comments/a/3.json: unreadable',
    'left out comments/a/4.md: unreadable',
    'left out comments/a/5.yml: unreadable',
    'left out comments/a/6.yml: no-comment',
    'left out 1.yml: without-page',
    'thread a | a | /a | -',
    'published a/7.yml in a | -, () => 1, -, - | markdown: doch | -',
    'published a/8.yml in a | -, , -, - | markdown: doch | -',
  ]);
});

test.each([
  ['comments/a/1.yml', true],
  ['über/päge/ein kommentar.yml', true],
  ['../secret.yml', false],
  ['comments/../../secret.yml', false],
  ['/etc/comments/1.yml', false],
  ['~/comments/1.yml', false],
  ['C:/comments/1.yml', false],
  ['comments\\1.yml', false],
  ['comments//1.yml', false],
  ['comments/./1.yml', false],
  ['comments/\u0000.yml', false],
  ['', false],
  [`comments/${'x'.repeat(1000)}.yml`, false],
])('the path %s stays within its folder: %s', async (path, within) => {
  expect(isWithin(path)).toBe(within);
  const [first] = await read({ [path]: 'name: x\nmessage: y\n' });
  expect(first?.startsWith('left out') && first.endsWith('outside-the-folder')).toBe(!within);
});

test('a folder is Staticman’s where one of its files is below `comments`', () => {
  expect(staticman.matches(['index.html', '_data/comments/a/1.yml'])).toBe(true);
  expect(staticman.matches(['index.html', '_data/posts/1.yml', 'comments/a.png'])).toBe(false);
});
