import { expect, test } from 'vitest';
import { texts as deDesk } from '../../widget/locales/de/desk';
import { texts as deObjecting } from '../../widget/locales/de/objecting';
import { texts as deWriting } from '../../widget/locales/de/writing';
import { texts as enDesk } from '../../widget/locales/en/desk';
import { texts as enObjecting } from '../../widget/locales/en/objecting';
import { texts as enWriting } from '../../widget/locales/en/writing';
import { type ProblemCode, problems } from '../../worker/contract/problem';

/** Whatever is wrong on the server itself has words of its own wherever a person meets it. */
const troubles = (Object.keys(problems) as ProblemCode[]).filter((code) => [503, 507].includes(problems[code].status));

test('what keeps a server from answering is said at the desk, in both languages', () => {
  expect(troubles.length).toBeGreaterThan(4);
  for (const { problems: said } of [deDesk, enDesk]) {
    for (const code of troubles) expect([code, said[code]]).toEqual([code, expect.stringMatching(/\. .+\.$/)]);
    expect(new Set(troubles.map((code) => said[code])).size).toBe(troubles.length);
  }
});

test('readers, who have no account, are told the rest of it, and that their text is kept', () => {
  for (const { failures } of [deWriting, enWriting, deObjecting, enObjecting])
    for (const code of troubles.filter((each) => each !== 'account-damaged')) {
      expect([code, failures[code]]).toEqual([code, expect.stringMatching(/bleibt erhalten|is kept/)]);
      expect(failures[code]).not.toBe(failures.other);
    }
});
