import { describe, expect, test } from 'vitest';
import { Settings } from '../../../worker/contract/desk';
import { openSite, ownerOf, Visitor } from '../visitor';

const page = { Accept: 'text/html' };
const form = { ...page, 'Content-Type': 'application/x-www-form-urlencoded' };
const start = (site: string, more: Record<string, string> = {}) =>
  `/pages/${site}?${new URLSearchParams({ thread: '/post/', ...more })}`;
const look = async (path: string) => (await new Visitor().ask('GET', path.split('#')[0] ?? '', { headers: page })).text;
const ids = (text: string) => [...text.matchAll(/<article id="plausch-([0-9A-Z]{26})"/g)].map(([, id = '']) => id);

/** Presses a button of the form for votes, without a script. */
const press = (reader: Visitor, site: string, fields: Record<string, string>, headers = {}) =>
  reader.ask('POST', `/pages/${site}/vote`, {
    body: new URLSearchParams({ thread: '/post/', sort: 'oldest', ...fields }).toString(),
    headers: { ...form, ...headers },
  });

const scoreOf = async (site: string, id: string) =>
  (await new Visitor().read(site)).comments.find((comment) => comment.id === id)?.score;

/** A lively site with comments, and their ids. */
async function lively(bodies: string[], settings: Partial<Settings> = {}) {
  const site = await openSite({ publish: 'everyone', holdFrom: 20, spamFrom: 20, ...settings });
  const written: string[] = [];
  for (const body of bodies) written.push((await new Visitor().write(site, { body })).comment.id);
  return { site, ids: written };
}

describe('votes without a script', () => {
  test('a reader votes by one press, is told so where the comment stands, and takes it back', async () => {
    const { site, ids: written } = await lively(['Eins', 'Zwei']);
    const [id = ''] = written;
    expect(await look(start(site))).toContain(`<button form="vote" class="quiet" name="up" value="${id}"`);
    const reader = new Visitor();
    const voted = await press(reader, site, { up: id, sort: 'newest' });
    expect([voted.status, voted.headers.get('Location')]).toEqual([
      303,
      `${start(site, { sort: 'newest', around: id })}&voted=counted#plausch-${id}`,
    ]);
    expect(voted.headers.get('Set-Cookie')).toBeNull();
    const text = await look(voted.headers.get('Location') ?? '');
    const article = text.split(`<article id="plausch-${id}"`)[1]?.split('</article>')[0] ?? '';
    expect(article).toContain('<p role="status" class="said">Ihre Stimme zählt.');
    expect(article).toContain(`name="back" value="${id}">Zurücknehmen</button>`);
    expect(article).toContain('<span>1</span>');
    expect(text).toContain('<input type="hidden" name="sort" value="newest">');
    expect(await scoreOf(site, id)).toBe(1);

    const back = await press(reader, site, { back: id });
    expect(await look(back.headers.get('Location') ?? '')).toContain('Ihre Stimme ist zurückgenommen.');
    expect(await scoreOf(site, id)).toBe(0);
    // There is nothing more to take back, and nobody else's goes.
    await press(new Visitor(), site, { up: id });
    await press(reader, site, { back: id });
    expect(await scoreOf(site, id)).toBe(1);
  });

  test('from one connection one counts, the newest, however often and at once the button is pressed', async () => {
    const { site, ids: written } = await lively(['Eins']);
    const [id = ''] = written;
    const reader = new Visitor();
    await Promise.all(Array.from({ length: 20 }, () => press(reader, site, { up: id })));
    expect(await scoreOf(site, id)).toBe(1);
    await press(reader, site, { down: id });
    expect(await scoreOf(site, id)).toBe(-1);
    await press(reader, site, { back: id });
    expect(await scoreOf(site, id)).toBe(0);
  });

  test('the vote of an author stays when somebody else of their network votes and takes that back', async () => {
    const { site, ids: written } = await lively(['Eins']);
    const [id = ''] = written;
    const author = new Visitor();
    await author.write(site, { body: 'Schon veröffentlicht' });
    await author.ask('PUT', `/api/sites/${site}/comments/${id}/vote`, { body: { value: 1 } });
    await press(new Visitor(author.address), site, { up: id });
    expect(await scoreOf(site, id)).toBe(2);
    await press(new Visitor(author.address), site, { back: id });
    expect(await scoreOf(site, id)).toBe(1);
  });

  test('what is not taken is said on the page of the comment: as the site takes votes, and as often', async () => {
    const { site, ids: written } = await lively(['Eins'], { votes: 'up' });
    const [id = ''] = written;
    const text = await look(start(site));
    expect([text.includes('name="up"'), text.includes('name="down"')]).toEqual([true, false]);
    const refused = await press(new Visitor(), site, { down: id });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('<p role="status" class="said">Diese Stimme zählt hier nicht.');
    expect(refused.headers.get('X-Robots-Tag')).toBe('noindex');

    const reader = new Visitor();
    for (let count = 0; count < 120; count += 1) await press(reader, site, { up: id });
    const many = await press(reader, site, { up: id });
    expect([many.status, many.headers.get('Retry-After')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
    expect(many.text).toContain('Das war viel auf einmal.');

    const another = new Visitor();
    await press(another, site, { up: id });
    const owner = await ownerOf(site);
    await owner.get(Settings, 'PATCH', `/api/sites/${site}/settings`, { body: { votes: 'off' } });
    expect(await look(start(site))).not.toContain('form="vote"');
    expect((await press(new Visitor(), site, { up: id })).status).toBe(403);
    // Whoever has voted takes it back all the same.
    expect((await press(another, site, { back: id })).status).toBe(303);
  });

  test('votes on what is gone, or of another site, and forms from elsewhere change nothing', async () => {
    const { site, ids: written } = await lively(['Eins', 'Zwei']);
    const [id = '', gone = ''] = written;
    const other = await lively(['Anderswo']);
    await (await ownerOf(site)).decide(site, 'reject', [gone]);
    expect((await press(new Visitor(), site, { up: gone })).status).toBe(404);
    expect((await press(new Visitor(), site, { up: other.ids[0] ?? '' })).status).toBe(404);
    expect((await press(new Visitor(), site, { up: '"><script>' })).status).toBe(404);
    expect((await press(new Visitor(), site, { sideways: id })).status).toBe(404);
    expect((await press(new Visitor(), site, { up: id, sort: 'worst' })).status).toBe(422);
    const elsewhere = await press(new Visitor(), site, { up: id }, { 'Sec-Fetch-Site': 'cross-site' });
    expect(elsewhere.status).toBe(403);
    expect(await scoreOf(site, id)).toBe(0);
    expect(await scoreOf(other.site, other.ids[0] ?? '')).toBe(0);
  });

  test('below the number that the site sets, the page shows no sum', async () => {
    const { site, ids: written } = await lively(['Eins'], { votesFrom: 2 });
    const [id = ''] = written;
    const voted = await press(new Visitor(), site, { up: id });
    expect(await look(voted.headers.get('Location') ?? '')).not.toContain('<span>1</span>');
    await press(new Visitor(), site, { up: id });
    expect(await look(start(site))).toContain('<span>2</span>');
  });
});

describe('the orders of a plain page', () => {
  test('each leads to the others, and search engines are given the first alone', async () => {
    const { site, ids: written } = await lively(['Eins', 'Zwei', 'Drei']);
    const [first = '', second = '', third = ''] = written;
    await press(new Visitor(), site, { up: second });
    const oldest = await new Visitor().ask('GET', start(site), { headers: page });
    expect(ids(oldest.text)).toEqual([first, second, third]);
    expect(oldest.text).toContain('<li><strong>Älteste zuerst</strong></li>');
    const links = [...oldest.text.matchAll(/<li><a href="([^"]+)" rel="nofollow">/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    );
    expect(links).toEqual([start(site, { sort: 'newest' }), start(site, { sort: 'best' })]);
    expect(oldest.headers.get('X-Robots-Tag')).toBeNull();
    const [newest, best] = await Promise.all(links.map((path) => new Visitor().ask('GET', path, { headers: page })));
    expect(ids(newest?.text ?? '')).toEqual([third, second, first]);
    expect(ids(best?.text ?? '')[0]).toBe(second);
    expect(best?.text).toContain('<li><strong>Beste zuerst</strong></li>');
    expect(best?.headers.get('X-Robots-Tag')).toBe('noindex');
  });

  test('where there is nothing to order, or no votes to order by, there is no such link', async () => {
    const alone = await lively(['Eins']);
    expect(await look(start(alone.site))).not.toContain('<nav');
    const silent = await lively(['Eins', 'Zwei'], { votes: 'off' });
    const text = await look(start(silent.site, { sort: 'best' }));
    expect(text).toContain('<li><strong>Älteste zuerst</strong></li>');
    expect(text).not.toContain('Beste zuerst');
  });
});
