import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { MailAddress, Profile } from '../../../worker/contract/people';
import { confirmingPath, inbox, mailsTo } from '../inbox';
import { mailEventsSecret } from '../mail-known';
import { address, receivedBy } from '../mail-steps';
import { listen, press } from '../reader-steps';
import { openSite, ownerOf, Visitor } from '../visitor';

/** What a service that takes mails over HTTP tells of one that it took, signed as Svix does. */
async function tell(
  to: string,
  type: string,
  { bounce, secret = mailEventsSecret, at = new Date() }: { bounce?: string; secret?: string; at?: Date } = {},
) {
  const { tags } = JSON.parse((await receivedBy(to)).at(-1)?.raw ?? '{}');
  expect(tags).toHaveLength(1);
  expect(tags[0].value).toMatch(/^[\w-]{1,256}$/);
  const body = JSON.stringify({
    type,
    created_at: at.toISOString(),
    data: {
      email_id: crypto.randomUUID(),
      to: [to],
      tags: { [tags[0].name]: tags[0].value },
      ...(bounce && { bounce: { type: bounce } }),
    },
  });
  const id = `msg_${crypto.randomUUID()}`;
  return new Visitor().ask('POST', '/mail-events', {
    body,
    headers: {
      'Content-Type': 'application/json',
      'svix-id': id,
      'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
      'svix-signature': new Webhook(secret).sign(id, at, body),
    },
  });
}

const openPrompt = () => openSite({ publish: 'everyone', editMinutes: 0, language: 'en', holdFrom: 20, spamFrom: 20 });

test.each([
  ['email.complained', undefined],
  ['email.bounced', 'Permanent'],
])('after %s nothing else goes to that reader', async (type, bounce) => {
  const site = await openPrompt();
  const nora = await listen(new Visitor(), site, 'nora');
  const other = await listen(new Visitor(), site, 'other', { of: 'thread', pace: 'now' });
  expect((await tell(nora.to, type, { bounce })).status).toBe(204);
  await new Visitor().write(site, { body: 'An answer.', parent: nora.comment });
  await mailsTo(other.to, 2);
  expect(await inbox(nora.to)).toHaveLength(1);
});

test('what passes, is signed by somebody else, was signed long ago or is no event ends nothing', async () => {
  const site = await openPrompt();
  const { to, comment } = await listen(new Visitor(), site, 'nora');
  expect((await tell(to, 'email.bounced', { bounce: 'Transient' })).status).toBe(204);
  expect((await tell(to, 'email.delivered')).status).toBe(204);
  const refused = [
    await tell(to, 'email.complained', { secret: `whsec_${btoa('somebody else'.repeat(3))}` }),
    await tell(to, 'email.complained', { at: new Date(Date.now() - 10 * 60_000) }),
    await new Visitor().ask('POST', '/mail-events', { body: '{}' }),
    await new Visitor().ask('POST', '/mail-events', { body: 'x'.repeat(200_000) }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 413]);
  await new Visitor().write(site, { body: 'An answer.', parent: comment });
  await mailsTo(to, 2);
});

test('somebody of the team who complains has to confirm the address anew', async () => {
  const owner = await ownerOf(await openSite());
  const to = address('anna');
  await owner.get(MailAddress, 'PUT', '/api/account/mail', { body: { address: to, language: 'en' } });
  await press(confirmingPath((await mailsTo(to, 1))[0] ?? expect.unreachable()));
  const confirmed = async () => (await owner.get(Profile, 'GET', '/api/account')).mail?.confirmed;
  expect(await confirmed()).toEqual(expect.any(String));
  expect((await tell(to, 'email.complained')).status).toBe(204);
  expect(await confirmed()).toBeNull();
});
