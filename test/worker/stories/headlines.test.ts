import { describe, expect, test } from 'vitest';
import { Headlines } from '../../../worker/contract/comment';
import type { Settings } from '../../../worker/contract/desk';
import { openSite, ownerOf, Visitor } from '../visitor';

const path = (site: string, query = '') => `/api/sites/${site}/latest${query}`;
const read = (site: string, query = '') => new Visitor().get(Headlines, 'GET', path(site, query));

const lively = (settings: Partial<Settings> = {}) =>
  openSite({ publish: 'everyone', holdFrom: 20, spamFrom: 20, ...settings });

describe('the newest comments of a site', () => {
  test('come newest first from all threads, as many as are asked for, each with how it begins and where it stands', async () => {
    const site = await lively();
    await new Visitor().write(site, { body: 'Erster', thread: '/a/' });
    for (const number of [2, 3, 4, 5, 6]) await new Visitor().write(site, { body: `Nummer ${number}` });
    const long = `${'Sehr *lang* und `Code`. '.repeat(20)}`;
    const { comment } = await new Visitor().write(site, {
      body: long,
      thread: '/b/',
      title: 'Wer zuhört',
      name: 'Anton',
    });
    const { comments, language } = await read(site);
    expect([language, comments.length]).toEqual(['de', 5]);
    expect(comments[0]).toMatchObject({
      id: comment.id,
      author: 'Anton',
      team: false,
      created: comment.created,
      url: `/pages/${site}?${new URLSearchParams({ thread: '/b/', around: comment.id })}#plausch-${comment.id}`,
    });
    expect(comments[0]?.thread.key).toBe('/b/');
    expect(comments[0]?.excerpt).toMatch(/^Sehr lang und Code\. Sehr .+…$/);
    expect([...(comments[0]?.excerpt ?? '')].length).toBeLessThanOrEqual(120);
    expect(comments.slice(1).map(({ excerpt }) => excerpt)).toEqual([6, 5, 4, 3].map((number) => `Nummer ${number}`));
    expect((await read(site, '?count=20')).comments).toHaveLength(7);
    expect((await read(site, '?count=1')).comments).toHaveLength(1);
    for (const query of ['?count=0', '?count=21', '?count=x', '?count=1.5', '?counts=2'])
      expect((await new Visitor().refused('GET', path(site, query))).type).toBe('/problems/invalid-fields');
  });

  test('are what everybody may read: what waits or was taken back is none of them', async () => {
    const site = await openSite({ publish: 'nobody' });
    const author = new Visitor();
    const waiting = await author.write(site, { body: 'Wartet' });
    expect((await read(site)).comments).toEqual([]);
    const owner = await ownerOf(site);
    await owner.decide(site, 'approve', [waiting.comment.id]);
    expect((await read(site)).comments.map(({ excerpt }) => excerpt)).toEqual(['Wartet']);
    await author.ask('DELETE', `/api/sites/${site}/comments/${waiting.comment.id}`);
    expect((await read(site)).comments).toEqual([]);
    expect((await new Visitor().ask('GET', path(site))).text).not.toContain('Wartet');
  });

  test('are sent again when they have changed, and to the pages of the site alone', async () => {
    const site = await lively();
    await new Visitor().write(site, { body: 'Eins' });
    const first = await new Visitor().ask('GET', path(site));
    const tag = first.headers.get('ETag') ?? '';
    expect(first.headers.get('Cache-Control')).toBe('no-cache');
    const again = await new Visitor().ask('GET', path(site), { headers: { 'If-None-Match': tag } });
    expect([again.status, again.text]).toEqual([304, '']);
    await new Visitor().write(site, { body: 'Zwei' });
    const changed = await new Visitor().ask('GET', path(site), { headers: { 'If-None-Match': tag } });
    expect(changed.status).toBe(200);
    const elsewhere = { headers: { Origin: 'https://elsewhere.example' } };
    expect((await new Visitor().refused('GET', path(site), elsewhere)).type).toBe('/problems/origin-not-allowed');
    const own = await new Visitor().ask('GET', path(site), { headers: { Origin: `https://${site}` } });
    expect(own.headers.get('Access-Control-Allow-Origin')).toBe(`https://${site}`);
  });

  test('hold hostile names, titles and keys as text', async () => {
    const site = await lively();
    const hostile = '<img src=x onerror=alert(1)>';
    await new Visitor().write(site, { body: hostile, name: hostile, title: hostile, thread: `/${hostile}` });
    const [headline] = (await read(site)).comments;
    expect(headline).toMatchObject({ author: hostile, thread: { key: `/${hostile}` } });
    expect(headline?.url).toMatch(/^\/pages\/[^<>]+$/);
  });
});
