import { expect } from 'vitest';
import { base } from '#host';
import type { Notify } from '../../worker/contract/comment';
import { Outbox } from '../../worker/contract/statement';
import { type Letter, mailsTo } from './inbox';
import { address } from './mail-steps';
import { Visitor } from './visitor';

/** What a browser sends with the one button of a page. */
export const press = (path: string, headers: Record<string, string> = {}) =>
  new Visitor().ask('POST', path, {
    body: '',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: base,
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
  });

export const open = (path: string) => new Visitor().ask('GET', path);

/** The one address of a kind in a mail that leads to a page of this server's. */
export function linkIn({ text }: Letter, kind: 'confirm' | 'stop' | 'mine'): string {
  const found =
    text.match(new RegExp(kind === 'mine' ? '/pages/[\\w.-]+/mine/[\\w.-]+' : `/${kind}/[\\w.-]+/[\\w.-]+`, 'g')) ?? [];
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}

/** Somebody comments and ticks that they want mail; the mail that asks for a confirmation. */
export async function tick(
  reader: Visitor,
  site: string,
  kind: string,
  notify: Notify = { of: 'mine', pace: 'now' },
  comment: { body?: string; thread?: string; name?: string; title?: string } = {},
) {
  const to = address(kind);
  const written = await reader.write(site, { body: 'Stimmt die Zahl?', ...comment, email: to, notify });
  const [letter] = await mailsTo(to, 1);
  return { to, comment: written.comment.id, letter: letter ?? expect.unreachable() };
}

/** And confirms the address. */
export async function listen(
  reader: Visitor,
  ...more: Parameters<typeof tick> extends [Visitor, ...infer R] ? R : never
) {
  const ticked = await tick(reader, ...more);
  expect((await press(linkIn(ticked.letter, 'confirm'))).status).toBe(200);
  return ticked;
}

export const outbox = async (person: Visitor, site: string) =>
  (await person.get(Outbox, 'GET', `/api/sites/${site}/outbox`)).messages;

/** The newest message of a kind, once it does not wait any more. */
export async function outcome(person: Visitor, site: string, kind: string) {
  const find = async () => (await outbox(person, site)).find((message) => message.kind === kind);
  await expect.poll(async () => (await find())?.state ?? 'waiting').not.toBe('waiting');
  return (await find()) ?? expect.unreachable();
}
