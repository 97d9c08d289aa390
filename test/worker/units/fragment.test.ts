import { expect, test } from 'vitest';
import { fragmentHtml } from '../../../worker/routes/fragment-html';

const fragment = (open: boolean) =>
  String(
    fragmentHtml({
      site: 'a.example',
      server: 'https://comments.example',
      lang: undefined,
      sort: 'oldest',
      etag: 'W/"tag"',
      page: {
        thread: { key: '/a', title: null, url: null, count: 1, open, votes: 'up', language: 'en', tone: 'formal' },
        comments: [
          {
            ...{ id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', parent: null, level: 0, answers: null, edited: null, score: 3 },
            ...{ author: { name: 'Nora', website: null }, html: '<p>Old</p>', status: 'published', team: false },
            ...{ created: '2026-01-01T00:00:00.000Z', pinned: false, postAuthor: false },
          },
        ],
        ...{ pinned: [], previous: null, next: null, more: [] },
      },
    }),
  );

test('a fragment of an open thread leads to where one writes, and each comment to where it is answered and reported', () => {
  const text = fragment(true);
  expect(text).toContain('href="https://comments.example/pages/a.example?thread=%2Fa#write"');
  expect(text).toContain('reply=01ARZ3NDEKTSV4RRFFQ69G5FAV#write"');
  expect(text).toContain('/pages/a.example/report?comment=01ARZ3NDEKTSV4RRFFQ69G5FAV"');
});

test('a fragment of a closed thread says so, and has no place to write', () => {
  const text = fragment(false);
  expect(text).toContain('<p part="notice">This discussion is closed.</p>');
  expect(text).not.toContain('#write');
  expect(text).not.toContain('reply=');
});
