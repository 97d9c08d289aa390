import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../widget/comments');

test('readers’ elements ask nothing of Lit that the build leaves out: attributes are strings, and shown nowhere', () => {
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(20);
  const beyond = sources.filter((name) =>
    /type: (Boolean|Number|Array|Object)|reflect: true|converter:|useDefault:|^\s*@\w+\(/m.test(
      readFileSync(join(folder, name), 'utf8'),
    ),
  );
  expect(beyond).toEqual([]);
});
