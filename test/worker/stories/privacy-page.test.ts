import { expect, test } from 'vitest';
import { openSite, ownerOf, Visitor } from '../visitor';

const hostile = '<script>alert(1)</script>';

test('the page about privacy says for how long what is kept, as the owner has set it', async () => {
  const site = await openSite({ language: 'en' });
  const owner = await ownerOf(site);
  const read = async () => (await new Visitor().ask('GET', `/pages/${site}/privacy`)).text;
  const before = await read();
  expect(before).toContain('<li>what was filed as spam: after 30 days</li>');
  expect(before).toContain('<li>the network that a text or a vote came from, as a hash: after 7 days</li>');
  const retention = { networks: 1, spam: 3, rejected: null, withdrawn: 10, names: 100, messages: 5 };
  const set = await owner.ask('PATCH', `/api/sites/${site}/settings`, { body: { retention } });
  expect(set.status).toBe(200);
  const after = await read();
  expect(after).toContain('<li>what was filed as spam: after 3 days</li>');
  expect(after).toContain('a hash: after a day</li>');
  expect(after).toContain('<li>what was turned down: kept for good</li>');
  // Where no mail goes to readers, none is told of.
  expect(after).toContain('one mail that asks for a confirmation');
  await owner.ask('PATCH', `/api/sites/${site}/settings`, { body: { notify: false } });
  expect(await read()).not.toContain('one mail that asks for a confirmation');
});

test('terms that are none are refused by name', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const { retention } = JSON.parse((await owner.ask('GET', `/api/sites/${site}/settings`)).text);
  for (const [part, value] of [
    ['networks', null],
    ['networks', 0],
    ['spam', 3651],
    ['spam', 1.5],
    ['names', hostile],
  ]) {
    const answer = await owner.ask('PATCH', `/api/sites/${site}/settings`, {
      body: { retention: { ...retention, [String(part)]: value } },
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`"pointer":"/retention/${part}"`);
  }
});

test('an owner takes texts along that are made from the settings: a policy, a record, an agreement', async () => {
  const site = await openSite({ language: 'en' });
  const owner = await ownerOf(site);
  const read = async () => await new Visitor().ask('GET', `/pages/${site}/privacy/texts`);
  const english = await read();
  expect(english.status).toBe(200);
  expect(english.text).toContain('<meta name="robots" content="noindex">');
  const texts = [...english.text.matchAll(/<textarea readonly[^>]*>([^<]*)<\/textarea>/g)].map(([, text]) => text);
  expect(texts).toHaveLength(3);
  expect(texts[0]).toContain('– what was filed as spam: after 30 days');
  expect(texts[1]).toContain('Purpose: public discussion');
  expect(texts[2]).toContain(`comments of ${site} for the controller`);
  await owner.ask('PATCH', `/api/sites/${site}/settings`, { body: { language: 'de' } });
  const german = (await read()).text;
  expect(german).toContain('– was als Spam abgelegt ist: nach 30 Tagen');
  expect(german).toContain('Art. 28 Abs. 3 DSGVO');
  await owner.ask('PATCH', `/api/sites/${site}/settings`, { body: { tone: 'familiar' } });
  const familiar = (await read()).text;
  expect(familiar).toContain('weil du das willst');
  expect((await new Visitor().ask('GET', '/pages/nobody.example/privacy/texts')).status).toBe(404);
});
