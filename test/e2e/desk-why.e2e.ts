import { callAs, commentBy } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

test('why a comment waits is its reason, before any small finding, in both languages', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await post(plausch, { name: 'Nora', body: 'Ein erster Gedanke.' });
  await callAs(page, plausch, 'POST', '/rules', {
    name: 'Ratschläge',
    on: true,
    propose: 'hold',
    when: { kind: 'words', words: ['Rat'] },
  });
  await callAs(page, plausch, 'PATCH', '/settings', { publish: 'everyone' });
  await post(plausch, { name: 'Ole', body: 'Mein Rat wäre ein anderer.' });
  await callAs(page, plausch, 'PATCH', '/settings', { publish: 'nobody', holdFrom: 0.5, spamFrom: 20 });
  await post(plausch, { name: 'Pia', body: 'Siehe [url=http://a.example]hier[/url]' });
  await page.goto(`${plausch.base}/desk/#/localhost/queue`);
  await page.reload();

  const reasons = (name: string) => commentBy(page, name).locator('.reason');
  await expect(reasons('Nora')).toHaveText(['Ein erster Kommentar: diese Website lässt Neue einmal warten.']);
  await expect(reasons('Ole')).toHaveText(['Die Regel „Ratschläge“ bittet um einen Blick.']);
  await expect(reasons('Pia')).toHaveText([
    'Auf dieser Website wartet jeder Kommentar, bis jemand ihn freigibt.',
    /^Die Prüfungen kommen zusammen auf [\d,]+; ab 0,5 sieht erst jemand hin\.$/,
  ]);
  const [first] = await commentBy(page, 'Pia').locator('desk-why section').first().locator(':is(p, li)').all();
  await expect(first ?? page.locator('none')).toHaveClass('reason');
  await expect(commentBy(page, 'Pia')).toContainText('Forenauszeichnung');

  // A row has place for one of them: the first, and what was found besides.
  await page.goto(`${plausch.base}/desk/#/localhost/queue/any`);
  await expect(reasons('Nora')).toHaveText(
    /^Ein erster Kommentar: diese Website lässt Neue einmal warten\. Der Browser/,
  );
  await expect(reasons('Ole')).toHaveText(/^Die Regel „Ratschläge“ bittet um einen Blick\. Der Browser/);
  await expect(reasons('Pia')).toHaveText(/^Auf dieser Website wartet jeder Kommentar, .* Benutzt Forenauszeichnung/);
  await page.goto(`${plausch.base}/desk/#/localhost/queue`);

  await page.getByRole('button', { name: 'English' }).click();
  await expect(reasons('Nora')).toHaveText(['A first comment: this site lets newcomers wait once.']);
  await expect(reasons('Ole')).toHaveText(['The rule “Ratschläge” asks for a look.']);
});
