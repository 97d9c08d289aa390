import { expect, openStates, test } from './states';

test.describe('for who wants less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves by itself and nothing glides, in any state', async ({ page, states }) => {
    await page.addInitScript(() => {
      const glides: string[] = [];
      Object.assign(window, { glides });
      for (const name of ['scroll', 'scrollTo', 'scrollBy', 'scrollIntoView'] as const)
        for (const owner of [Element.prototype, window]) {
          const real = (owner as unknown as Record<string, (...told: unknown[]) => void>)[name];
          if (!real) continue;
          Object.assign(owner, {
            [name](this: unknown, ...told: unknown[]) {
              if (JSON.stringify(told).includes('smooth')) glides.push(name);
              return real.apply(this, told);
            },
          });
        }
    });
    await openStates(page, states);
    const found = await page.evaluate(() => {
      const roots: ParentNode[] = [document];
      for (const root of roots)
        for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
      const moving = roots.flatMap((root) =>
        [...root.querySelectorAll('*')].flatMap((element) => {
          const { animationName, transitionDuration, transitionProperty, scrollBehavior } = getComputedStyle(element);
          // A thousandth of a second tells that the page has another colour: it is no motion.
          const lasts = Math.max(...transitionDuration.split(',').map(Number.parseFloat)) > 0.001;
          const moves = animationName !== 'none' || scrollBehavior !== 'auto' || lasts;
          return moves
            ? [`${element.outerHTML.slice(0, 80)} ${animationName} ${transitionProperty} ${scrollBehavior}`]
            : [];
        }),
      );
      const { glides } = window as unknown as { glides: string[] };
      return { moving, glides, animations: document.getAnimations().length };
    });
    expect(found).toEqual({ moving: [], glides: [], animations: 0 });
  });
});

test.describe('with forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('what has the focus, what is pressed, buttons, fields and avatars can be told from what is around them', async ({
    page,
    states,
  }) => {
    await openStates(page, states, { state: 'votes,initials,writing,news,latest', theme: 'card' });
    const edge = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => {
          const { borderTopColor, borderTopWidth, outlineColor, outlineStyle } = getComputedStyle(element);
          const { backgroundColor } = getComputedStyle(document.body);
          return {
            edge:
              borderTopColor !== backgroundColor && borderTopColor !== 'rgba(0, 0, 0, 0)' && borderTopWidth !== '0px',
            outline: outlineStyle !== 'none' && outlineColor !== backgroundColor && outlineColor !== 'rgba(0, 0, 0, 0)',
          };
        });
    for (const selector of [
      '#initials [part=avatar]',
      '#writing [part~=send]',
      '#writing textarea',
      '#news [part~=news]',
    ])
      expect([selector, (await edge(selector)).edge]).toEqual([selector, true]);
    const pressed = page.locator('#votes [part~=vote][aria-pressed=true]').first();
    const other = page.locator('#votes [part~=vote][aria-pressed=false]').first();
    const width = (element: typeof pressed) => element.evaluate((one) => getComputedStyle(one).borderTopWidth);
    expect([await width(pressed), await width(other)]).toEqual(['3px', '1px']);
    const article = page.locator('#votes article').first();
    await article.focus();
    expect((await edge('#votes article')).outline).toBe(true);
    await page.locator('#latest a').first().focus();
    expect((await edge('#latest a')).outline).toBe(true);
  });
});
