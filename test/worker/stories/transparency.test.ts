import { expect, test } from 'vitest';
import { Reasons } from '../../../worker/contract/desk';
import { Pulse } from '../../../worker/contract/pulse';
import { openSite, ownerOf, Visitor } from '../visitor';

test('how a site is moderated is public when the owner wants it, and names nobody', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const path = `/pages/${site}/transparency`;
  expect((await new Visitor().ask('GET', path)).status).toBe(404);
  await owner.ask('PATCH', `/api/sites/${site}/settings`, { body: { transparency: true } });
  expect((await new Visitor().ask('GET', path)).text).toContain('Noch ist nichts entschieden.');

  const write = async (name: string) => (await new Visitor().write(site, { body: 'Text', name })).comment.id;
  await owner.decide(site, 'reject', [await write('Nora'), await write('Ole')], { reason: 'Werbung' });
  await owner.decide(site, 'reject', [await write('Ida')], { reason: 'Weil Ole das so will' });
  await owner.decide(site, 'approve', [await write('Jan')]);
  const { text, headers } = await new Visitor().ask('GET', path);
  const cells = [...text.matchAll(/<td>([^<]*)<\/td><td>([^<]*)<\/td><td>([^<]*)<\/td>/g)].map((row) => row.slice(1));
  expect(cells.toSorted()).toEqual([
    ['abgelehnt', 'Werbung', '2'],
    ['abgelehnt', 'anderer oder keiner', '1'],
    ['freigegeben', 'anderer oder keiner', '1'],
  ]);
  for (const name of ['Anna', 'Nora', 'Ole', 'Ida', 'Jan']) expect(text).not.toContain(name);
  expect(headers.get('Cache-Control')).toBe('public, max-age=600');
  expect((await new Visitor().ask('GET', `/pages/${site}?thread=/post/`)).text).toContain(path);
});

test('the site’s own reasons take the place of those that come with it', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const read = async () => (await owner.get(Reasons, 'GET', `/api/sites/${site}/reasons`)).reasons;
  expect(await read()).toContain('Werbung');
  await owner.ask('PATCH', `/api/sites/${site}/settings`, { body: { language: 'en' } });
  expect(await read()).toContain('Advertising');
  await owner.ask('PATCH', `/api/sites/${site}/settings`, { body: { reasons: ['Unsere Regel 3'] } });
  expect(await read()).toEqual(['Unsere Regel 3']);
});

test('the pulse comes as figures and as a table', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const { comment } = await new Visitor().write(site, { body: 'Wie geht das?' });
  await owner.ask('POST', `/api/sites/${site}/decisions`, {
    body: { comments: [comment.id], action: 'approve', reply: 'So.' },
  });
  const { weeks, waiting } = await owner.get(Pulse, 'GET', `/api/sites/${site}/pulse?weeks=2`);
  expect([weeks.length, waiting]).toEqual([2, 0]);
  expect(weeks[1]).toMatchObject({ decided: 1, received: 1, unheld: 0, decisions: 1, questions: 1, answered: 1 });
  const csv = await owner.ask('GET', `/api/sites/${site}/pulse.csv?weeks=2`);
  expect(csv.headers.get('Content-Type')).toMatch(/^text\/csv/);
  const [head, , last] = csv.text.split('\r\n');
  expect(head?.split(',').slice(0, 3)).toEqual(['from', 'decided', 'median']);
  expect(last?.split(',').slice(0, 2)).toEqual([weeks[1]?.from, '1']);
});
