import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { filesOfFolder } from '../../../worker/host/node/foreign-folder';
import { staticman } from '../../../worker/transfer/formats/staticman';
import { told } from '../transfer/told';

const folder = mkdtempSync(join(tmpdir(), 'plausch-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a folder of Staticman: links lead nowhere, what is no text or too large is named, the others are read in the order of their names', async () => {
  const put = (path: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  put('secret/password.yml', 'name: root\nmessage: geheim\n');
  put('site/_data/comments/post/b.yml', '_id: b\nname: Jan\nmessage: zweiter\n');
  put('site/_data/comments/post/a.yml', '_id: a\nname: Åsa\nmessage: erster\n');
  put('site/_data/comments/post/c.yml', Uint8Array.of(0x6e, 0x3a, 0x20, 0xff));
  put('site/_data/comments/post/d.yml', `name: Ute\nmessage: ${'x'.repeat(1_000_001)}\n`);
  put('site/.git/comments/post/e.yml', 'name: git\nmessage: verborgen\n');
  symlinkSync(join(folder, 'secret/password.yml'), join(folder, 'site/_data/comments/post/f.yml'));
  symlinkSync(join(folder, 'secret'), join(folder, 'site/_data/comments/g'));
  symlinkSync(folder, join(folder, 'site/_data/comments/circle'));
  const lines: string[] = [];
  for await (const item of staticman.read(filesOfFolder(join(folder, 'site')))) lines.push(told(item));
  expect(lines).toEqual([
    'thread post | post | /post | -',
    'published a in post | -, Åsa, -, - | markdown: erster | -',
    'published b in post | -, Jan, -, - | markdown: zweiter | -',
    'left out _data/comments/post/c.yml: unreadable',
    'left out _data/comments/post/d.yml: unreadable',
  ]);
});
