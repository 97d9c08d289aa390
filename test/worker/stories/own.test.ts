import { expect, test } from 'vitest';
import { openSite, ownerOf, Visitor } from '../visitor';

test('whose comment waits hears how long that usually takes here, when it can be changed, and what it says', async () => {
  const site = await openSite({ publish: 'nobody' });
  const others = await Promise.all(
    Array.from({ length: 5 }, (_, number) => new Visitor().write(site, { body: `Beitrag Nummer ${number}` })),
  );
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Und *meiner*?' });
  expect(comment.own?.usualWait).toBeNull();
  const owner = await ownerOf(site);
  await owner.decide(
    site,
    'approve',
    others.map((other) => other.comment.id),
  );
  const [mine] = (await nora.own(site)).comments;
  expect(mine?.own).toMatchObject({ body: 'Und *meiner*?', link: comment.own?.link });
  expect(mine?.own?.usualWait).toBeGreaterThanOrEqual(0);
  expect(Date.parse(mine?.own?.editableUntil ?? '')).toBeGreaterThan(Date.parse(comment.created));

  // Everybody reads the same of it: nothing of this is on the page of the thread.
  const page = await new Visitor().ask('GET', `/api/sites/${site}/comments?thread=/post/`);
  expect(page.text).not.toContain('usualWait');
});

test('of changes that began with the same text one is taken; the others hear of it, and what stands there', async () => {
  const site = await openSite({ publish: 'everyone' });
  const nora = new Visitor();
  const { comment } = await nora.write(site, { body: 'Anfang' });
  const path = `/api/sites/${site}/comments/${comment.id}`;
  const change = (body: string, version?: number) => nora.ask('PATCH', path, { body: { body, version } });
  expect(comment.own?.version).toBe(1);
  const bodies = Array.from({ length: 20 }, (_, number) => `Fassung ${number}`);
  const answers = await Promise.all(bodies.map((body) => change(body, 1)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
  const taken = bodies[answers.findIndex(({ status }) => status === 201)];
  const [mine] = (await nora.own(site)).comments;
  expect(mine?.own).toMatchObject({ body: taken, version: 2 });
  expect((await nora.refused('PATCH', path, { body: { body: 'Zu alt', version: 1 } })).type).toBe(
    '/problems/changed-elsewhere',
  );
  // Whose answer was lost sends the same once more.
  expect((await change(taken ?? '', 1)).status).toBe(201);
  expect((await change('Danach', 2)).status).toBe(201);
  expect((await change('Wer nichts davon weiß, ist der letzte')).status).toBe(201);
  for (const version of [0, 1.5, '2', null])
    expect((await nora.refused('PATCH', path, { body: { body: 'Nein', version } })).type).toBe(
      '/problems/invalid-fields',
    );
});
