import { expect, test } from 'vitest';
import { ThreadPage } from '../../../worker/contract/comment';
import { openSite, ownerOf, Visitor } from '../visitor';

test('the owner chooses how readers are spoken to: on the pages, in statements, and for the widget', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const author = new Visitor();
  const { id } = (await author.write(site, { body: 'Ein Gedanke.' })).comment;
  await owner.decide(site, 'reject', [id], { reason: 'Werbung' });
  const thread = async () =>
    (await new Visitor().get(ThreadPage, 'GET', `/api/sites/${site}/comments?thread=/post/`)).thread.tone;
  const statement = async () =>
    (await author.own(site)).comments.find((comment) => comment.id === id)?.own?.statement?.text;
  const { link = '' } = (await author.own(site)).comments.find((comment) => comment.id === id)?.own ?? {};
  const page = async (path: string) => (await new Visitor().ask('GET', path)).text;

  expect(await thread()).toBe('formal');
  expect(await statement()).toContain('Ihr Kommentar vom');
  const answer = await owner.ask('PATCH', `/api/sites/${site}/settings`, { body: { tone: 'familiar' } });
  expect(answer.status).toBe(200);
  expect(await thread()).toBe('familiar');
  expect(await statement()).toContain('Dein Kommentar vom');
  expect(await statement()).toContain('Du kannst einmal widersprechen');
  const status = await page(link);
  expect(status).toContain('<html lang="de">');
  expect(status).toContain('Dein Kommentar ist nicht veröffentlicht.');
  expect(status).not.toMatch(/\bIhr/);
  expect(await page(`/pages/${site}/privacy`)).toContain('In deinem Browser');
  expect(await page(`/pages/${site}/report?comment=${id}`)).toContain('Du bekommst eine Bestätigung');

  // English knows no difference.
  await owner.ask('PATCH', `/api/sites/${site}/settings`, { body: { language: 'en' } });
  expect(await page(link)).toContain('Your comment is not published.');
  const wrong = await owner.ask('PATCH', `/api/sites/${site}/settings`, { body: { tone: 'rude' } });
  expect(wrong.status).toBe(422);
});
