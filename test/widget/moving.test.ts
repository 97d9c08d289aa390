import { expect, test } from 'vitest';
import { fileName, reportOf } from '../../widget/desk/moving/report';
import { texts as de } from '../../widget/locales/de/moving';
import { texts as en } from '../../widget/locales/en/moving';
import { troubleOf } from '../../widget/moving-worker/trouble';
import { ImportRemark, NewImport } from '../../worker/contract/transfer';
import { openFile } from '../../worker/transfer/file-text';
import { formatOfFile } from '../../worker/transfer/formats';

async function whyOf(bytes: number[]): Promise<string> {
  const open = async function* () {
    yield Uint8Array.from(bytes);
  };
  return formatOfFile(openFile(open)).then(
    () => 'none',
    (error) => troubleOf(error).why,
  );
}

test('what is no text is called by what it is', async () => {
  const sqlite = [...new TextEncoder().encode('SQLite format 3\0')];
  expect(await whyOf(sqlite)).toBe('sqlite');
  expect(await whyOf([0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0])).toBe('zip');
  expect(await whyOf([0x42, 0x5a, 0x68, 0x39, 0, 0, 0, 0])).toBe('packed');
  expect(await whyOf([])).toBe('empty');
  expect(await whyOf([...new TextEncoder().encode('Liebe Redaktion!')])).toBe('none');
});

test('whatever the site finds has words in both languages', () => {
  for (const { kinds } of [de, en])
    for (const remark of ImportRemark.options) expect([remark, kinds[remark]]).toEqual([remark, expect.any(String)]);
  expect(Object.keys(de.kinds).toSorted()).toEqual(Object.keys(en.kinds).toSorted());
});

test('any name of a file is one that an import may have', () => {
  for (const name of ['blog.xml', '', '\u202e\u0000', ' a\nb ', `${'😀'.repeat(300)}.xml`, '<b>.json']) {
    const file = fileName(name);
    expect(NewImport.safeParse({ format: 'disqus', system: 'Disqus', file }).success).toBe(true);
  }
});

test('a report says in lines what came, and what others wrote stays in its line', () => {
  const report = reportOf(
    {
      id: '01KB0000000000000000000000',
      format: 'disqus',
      system: 'Disqus',
      file: 'blog\u202e.xml',
      by: 'Mo',
      at: '2026-12-01T10:00:00Z',
      state: 'done',
      threads: 1,
      comments: { sent: 3, brought: 2, known: 0, refused: 1, remaining: 0 },
      statuses: { published: 2 },
      findings: [{ what: 'no-thread', count: 1, examples: ['a\nb'] }],
      found: [{ what: 'left out: pingback', count: 4, examples: [] }],
      answered: 0,
    },
    en,
  );
  expect(report).toContain('  2 published');
  expect(report).toContain('  1 × Nothing says where it stands\n      a b');
  expect(report).toContain('  4 × What would not come: Pingback, no comment');
  expect(report).not.toContain('\u202e');
});
