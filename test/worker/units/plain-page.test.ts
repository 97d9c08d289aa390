import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { type Answer, openSite, Visitor } from '../visitor';

const origin = 'https://plausch.example';

/** A plain page as somebody without a script has it: the comments on it, its links by their words, and its address. */
class PlainPage {
  readonly ids: string[];
  constructor(
    readonly address: string,
    readonly answer: Answer,
  ) {
    this.ids = [...answer.text.matchAll(/<article id="plausch-([0-9A-Z]{26})"/g)].map(([, id = '']) => id);
  }

  /** Where the first link leads that says this. */
  link(words: string): string | undefined {
    const link = this.#links().find(({ text }) => text === words);
    return link && new URL(link.href, origin + this.address).href.slice(origin.length);
  }

  /** All addresses of links that begin with this. */
  links(words: string): string[] {
    return this.#links()
      .filter(({ text }) => text.startsWith(words))
      .map(({ href }) => new URL(href, origin + this.address).href.slice(origin.length));
  }

  #links() {
    return [...this.answer.text.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)].map(
      ([, href = '', text = '']) => ({
        href: href.replaceAll('&amp;', '&'),
        text: text.replace(/<[^>]+>/g, ''),
      }),
    );
  }
}

async function look(address: string, status = 200): Promise<PlainPage> {
  const answer = await new Visitor().ask('GET', address);
  expect([address, answer.status]).toEqual([address, status]);
  return new PlainPage(address, answer);
}

const start = (site: string) => `/pages/${site}?thread=%2Fpost%2F`;

/** A thread of one comment and so many below it: each answers the one before, or all answer the first. First to last. */
async function grown(count: number, shape: 'chain' | 'star') {
  const site = await openSite({ publish: 'everyone' });
  const { comment } = await new Visitor().write(site, { body: 'Der Anfang', name: 'Nora' });
  const ids = Array.from({ length: count }, (_, index) => `7ZZZZZZZZZ${String(index).padStart(16, '0')}`);
  const rows = ids.map((id, index) => {
    const parent = shape === 'star' || index === 0 ? comment.id : ids[index - 1];
    return { id, parent, level: shape === 'star' ? 1 : index + 1, name: `N${index}` };
  });
  await runInDurableObject(env.SITES.getByName(site), (_object, { storage }) => {
    storage.sql.exec(
      `INSERT INTO comment (id, thread, parent, root, level, author, name, body, html, status, shown, created, network, signals)
       SELECT value ->> 'id', first.thread, value ->> 'parent', first.id, value ->> 'level', first.author, value ->> 'name',
         'x', '<p>x</p>', 'published', 1, first.created, '', '[]' FROM json_each(?), comment AS first WHERE first.id = ?`,
      JSON.stringify(rows),
      comment.id,
    );
  });
  return { site, ids: [comment.id, ...ids] };
}

/** Follows links that begin with these words from a page on, and returns all comments met, in the order met. */
async function follow(page: PlainPage, words: string): Promise<string[]> {
  const met = [...page.ids];
  for (let at = page.links(words)[0]; at; at = page.links(words)[0]) {
    page = await look(at);
    expect(page.ids.length).toBeLessThanOrEqual(201);
    expect(page.answer.text.length).toBeLessThan(400_000);
    met.push(...page.ids);
  }
  return met;
}

test.each([
  [2000, 'chain'],
  [10_000, 'star'],
] as const)('%d answers as a %s are read page by page, by links alone, forth and back', async (count, shape) => {
  const { site, ids } = await grown(count, shape);
  const first = await look(start(site));
  expect(first.ids.length).toBeLessThanOrEqual(200);
  const met = await follow(first, 'Weitere Antworten');
  // What a branch hangs from stands above each of its pages.
  expect(met.filter((id) => id !== ids[0])).toEqual(ids.slice(1));

  const last = await look(`${start(site)}&around=${ids.at(-1)}`);
  expect(last.ids).toContain(ids.at(-1));
  const back = await follow(last, 'Vorige Antworten');
  expect(new Set(back)).toEqual(new Set(ids));
});
