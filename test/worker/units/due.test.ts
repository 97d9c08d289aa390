import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { services } from '#host';
import { Chores } from '../../../worker/contract/desk';
import { openSite, operator, ownerOf, Visitor } from '../visitor';

afterEach(() => vi.restoreAllMocks());

/** What is due on a site on Cloudflare: its object is woken by an alarm, also when it was taken out of memory. */
const objectOf = (site: string) => env.SITES.getByName(site);

const patient = { timeout: 60_000, interval: 100 };

const blogOf = (site: string) => encodeURIComponent(`https://${site}`);
const behave = (site: string, mode: string) =>
  fetch(`${services}/mode?blog=${blogOf(site)}&mode=${mode}`, { method: 'PUT' });

/** The texts that Akismet was asked about, in order. */
async function asked(site: string): Promise<(string | undefined)[]> {
  const calls = (await (await fetch(`${services}/calls?blog=${blogOf(site)}`)).json()) as {
    path: string;
    fields: Record<string, string>;
  }[];
  return calls.filter(({ path }) => path.endsWith('comment-check')).map(({ fields }) => fields.comment_content);
}

async function write(site: string, body: string): Promise<void> {
  const form = { writing: 60_000, inputs: 60, pasted: 0 };
  const comment = { thread: { key: '/a' }, author: { name: 'Nora' }, body, form };
  expect((await new Visitor().ask('POST', `/api/sites/${site}/comments`, { body: comment })).status).toBe(202);
}

const alarmOf = (site: string) => runInDurableObject(objectOf(site), (_object, { storage }) => storage.getAlarm());

test('a site is woken by itself, also when it was taken out of memory since', async () => {
  const site = await openSite({ publish: 'everyone', services: ['akismet'] });
  await behave(site, 'later');
  await write(site, 'Ein Gedanke.');
  await behave(site, '');
  await evictDurableObject(objectOf(site));
  await expect.poll(() => asked(site), patient).toEqual(['Ein Gedanke.', 'Ein Gedanke.']);
  await expect.poll(async () => (await new Visitor().read(site, 'thread=/a')).comments.length, patient).toBe(1);
});

test('an alarm and several who do what is due at the same time do each thing once', { timeout: 600_000 }, async () => {
  const site = await openSite({ publish: 'everyone', services: ['akismet'] });
  const bodies = Array.from({ length: 12 }, (_, number) => `Gedanke Nummer ${number}, zum Quadrat ${number * number}.`);
  await behave(site, 'later');
  for (const body of bodies) await write(site, body);
  await behave(site, '');
  // On a busy machine it was asked more than once until now, each time in vain.
  const before = (await asked(site)).length;
  const logged = vi.spyOn(console, 'error');
  const chores = () => operator().get(Chores, 'POST', '/api/operator/chores');
  // Whose request was lost on a busy machine would wait for a quarter of an hour.
  const hurry = "UPDATE due SET at = 0 WHERE kind = 'inquiry' AND lease IS NULL";
  const published = async () => {
    await runInDurableObject(objectOf(site), (_object, { storage }) => void storage.sql.exec(hurry));
    await Promise.all([chores(), chores(), runDurableObjectAlarm(objectOf(site))]);
    return (await new Visitor().read(site, 'thread=/a')).comments.length;
  };
  await expect.poll(published, { ...patient, timeout: 500_000 }).toBe(bodies.length);
  await Promise.all([chores(), runDurableObjectAlarm(objectOf(site))]);
  const since = (await asked(site)).slice(before);
  // Nor is anything asked twice whose answer was not lost on its way.
  const lost = logged.mock.calls.filter(([text]) => String(text).includes('could not be asked')).length;
  expect(since.length - new Set(since).size).toBeLessThanOrEqual(lost);
});

test('the alarm is set to when the first work is due, and no later than what comes in needs it', async () => {
  const site = await openSite({ publish: 'everyone' });
  await expect.poll(async () => ((await alarmOf(site)) ?? Number.POSITIVE_INFINITY) > Date.now(), patient).toBe(true);
  await new Visitor().write(site, { body: 'Ein Gedanke.' });
  const alarm = (await alarmOf(site)) ?? Number.POSITIVE_INFINITY;
  expect(alarm).toBeLessThanOrEqual(Date.now() + 15 * 60_000);
  await ownerOf(site);
  expect(await alarmOf(site)).toBe(alarm);
});
