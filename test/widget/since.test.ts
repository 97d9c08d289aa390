import { expect, test } from 'vitest';
import { since } from '../../widget/desk/ground/time';
import { texts as de } from '../../widget/locales/de/desk';
import { texts as en } from '../../widget/locales/en/desk';

test('for how long something has been so is said as people say it, in both languages', () => {
  const now = Date.parse('2026-05-10T12:00:00Z');
  const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
  const said = (seconds: number) =>
    Object.entries({ de, en }).map(([language, words]) => since(ago(seconds), now, { language, words }));
  expect(said(0)).toEqual(['seit 0 Sekunden', 'for 0 seconds']);
  expect(said(1)).toEqual(['seit 1 Sekunde', 'for 1 second']);
  expect(said(120)).toEqual(['seit 2 Minuten', 'for 2 minutes']);
  expect(said(3600)).toEqual(['seit 1 Stunde', 'for 1 hour']);
  expect(said(86_400 * 3)).toEqual(['seit 3 Tagen', 'for 3 days']);
  expect(said(86_400 * 400)).toEqual(['seit 400 Tagen', 'for 400 days']);
  // A clock that runs ahead of the server's shows no future.
  expect(said(-60)).toEqual(['seit 0 Sekunden', 'for 0 seconds']);
});
