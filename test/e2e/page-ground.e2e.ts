import type { Page } from '@playwright/test';
import { expect, post, type Running, test } from './plausch';
import { commentWith, composer, publishEverything } from './reader-steps';

/** What somebody reads or types in: where it stands in the widget, and what WCAG 2.2 asks for (1.4.3, 1.4.11). */
const texts = [
  'plausch-comments h2',
  'plausch-comments plausch-composer label',
  'plausch-comments plausch-composer textarea',
  'plausch-comments plausch-composer [part=error]',
  'plausch-comments plausch-composer button.main',
  'plausch-comments [part=body]',
  'plausch-comments [part=body] a',
  'plausch-comments [part=body] blockquote',
  'plausch-comments [part=time]',
  'plausch-comments [part~=reply]',
];
const [legible, visible] = [4.5, 3];

/** The demo page, looking otherwise. */
async function openOn(page: Page, plausch: Running, css: string): Promise<void> {
  await page.route(plausch.demo, async (route) => {
    const response = await route.fetch();
    const body = (await response.text())
      .replace(/<link rel="stylesheet"[^>]*>/g, '')
      .replace('</head>', '<link rel="stylesheet" href="looks.css"></head>');
    await route.fulfill({ response, body });
  });
  await page.route('**/looks.css', (route) => route.fulfill({ contentType: 'text/css', body: css }));
  await page.goto(plausch.demo);
}

/** The contrast of each place's text to what is painted under it, and of a field's edge; by place. */
const contrasts = (page: Page, ground: string) =>
  page.evaluate(
    ([places, ground]) => {
      const context = document.createElement('canvas').getContext('2d', {
        willReadFrequently: true,
      }) as CanvasRenderingContext2D;
      /** Colours on each other, the lowest first, as a browser paints them. */
      const paint = (colors: string[]) => {
        for (const color of colors) {
          context.fillStyle = color;
          context.fillRect(0, 0, 1, 1);
        }
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      const luminance = (color: number[]) =>
        color
          .map((part) => part / 255)
          .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
          .reduce((sum, part, index) => sum + part * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
      const contrast = (one: number[], other: number[]) => {
        const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
      };
      /** What is under an element's text, the lowest first. */
      const under = (element: Element) => {
        const colors = [];
        for (let node: Element | null = element; node; ) {
          colors.unshift(getComputedStyle(node).backgroundColor);
          node = node.assignedSlot ?? node.parentElement ?? ((node.getRootNode() as ShadowRoot).host || null);
        }
        return [ground, ...colors];
      };
      const find = (place: string) =>
        place
          .split(' ')
          .reduce<Element[]>(
            (within, step) => within.flatMap((element) => [...(element.shadowRoot ?? element).querySelectorAll(step)]),
            [document.documentElement],
          )[0];
      const measured: Record<string, number> = {};
      for (const place of places) {
        const element = find(place);
        if (!element) {
          measured[place] = 0;
          continue;
        }
        const layers = under(element);
        measured[place] = contrast(paint([...layers, getComputedStyle(element).color]), paint(layers));
        if (element.localName !== 'textarea') continue;
        const around = under(element.parentElement as Element);
        measured.edge = contrast(paint([...around, getComputedStyle(element).borderTopColor]), paint(around));
        measured.placeholder = contrast(
          paint([...layers, getComputedStyle(element, '::placeholder').color]),
          paint(layers),
        );
      }
      return measured;
    },
    [texts, ground] as const,
  );

async function fill(plausch: Running): Promise<void> {
  await publishEverything(plausch);
  const body =
    '> Zitat\n\nDazu steht einiges in der Quelle, die ich beim letzten Mal vergessen hatte: https://example.de/quelle';
  expect((await post(plausch, { body })).status).toBe('published');
}

/** Everything can be read, also what is wrong with a field. */
async function expectLegible(page: Page, ground: string): Promise<void> {
  await expect(commentWith(page, 'der Quelle')).toBeVisible();
  await composer(page).getByRole('textbox').first().focus();
  await composer(page).getByRole('button', { name: 'Absenden' }).click();
  await expect(composer(page).locator('[part=error]').first()).toBeVisible();
  await expect
    .poll(async () =>
      Object.entries(await contrasts(page, ground)).filter(
        ([place, contrast]) => contrast < (place === 'edge' ? visible : legible),
      ),
    )
    .toEqual([]);
}

for (const [what, css, ground] of [
  ['is dark by its colours alone', 'body { background: #111; color: #eee }', 'white'],
  ['is a dark blue', 'html { background: #0b1d3a; color: #dde6f5 }', 'white'],
  ['is dark, and its text too dim to be read', 'body { background: #202020; color: #444 }', 'white'],
  ['is mid-grey with white text', 'body { background: #666; color: #fff }', 'white'],
  ['is mid-grey with black text', 'body { background: #8a8a8a; color: #000 }', 'white'],
  ['is red with white text', 'body { background: #a11; color: #fff }', 'white'],
  [
    'lets a dark ground shine through',
    'html { background: #000 } body { background: #ffffff1a; color: #fff }',
    'white',
  ],
  [
    'has a light card on a dark ground',
    'html { background: #111 } main, article { background: #fff; color: #222 }',
    'white',
  ],
  ['has a dark picture under white text', 'body { background: linear-gradient(#111, #222); color: #fff }', '#1a1a1a'],
  ['declares that it is dark', ':root { color-scheme: dark } body { background: #121212; color: #eee }', '#121212'],
  ['says nothing at all', '', 'white'],
] as const)
  test(`on a page that ${what}, all can be read, and what one types, too`, async ({ page, plausch }) => {
    await fill(plausch);
    await openOn(page, plausch, css);
    await expectLegible(page, ground);
  });

test('a page that turns dark while one reads takes the comments along', async ({ page, plausch }) => {
  await fill(plausch);
  await openOn(page, plausch, 'body { background: #fff; color: #222 } .night body { background: #111; color: #eee }');
  await expectLegible(page, 'white');
  await page.evaluate(() => document.documentElement.classList.add('night'));
  await expectLegible(page, 'white');
  await page.evaluate(() => document.documentElement.classList.remove('night'));
  await expectLegible(page, 'white');
});

test('what the page has chosen itself stays', async ({ page, plausch }) => {
  await fill(plausch);
  await openOn(page, plausch, 'body { background: #111; color: #eee; --plausch-accent: rgb(255, 128, 0) }');
  await expect(commentWith(page, 'der Quelle').getByRole('link', { name: 'example.de/quelle' })).toHaveCSS(
    'color',
    'rgb(255, 128, 0)',
  );
});

test('a page that is hostile to its own elements: with !important everywhere and all: unset, one reads and writes', async ({
  page,
  plausch,
}) => {
  await fill(plausch);
  await openOn(
    page,
    plausch,
    '* { all: unset !important } * { color: #111 !important; background: #fff !important } button, p, a { display: none !important }',
  );
  await expectLegible(page, 'white');
});
