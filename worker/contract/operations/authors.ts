import * as z from 'zod';
import { AuthorSearch, Forgetting, FoundAuthors } from '../authors';
import { Mine, MineQuery } from '../mine';
import type { Api } from './operation';

/** What is known of somebody who has written here: found, read, taken along and erased for them, when they ask for it by letter. */
export const authors = {
  base: '/api/sites/{site}',
  operations: {
    'POST /authors/search': {
      summary: 'Who has written here under a name, with an address, or a certain comment',
      door: 'whole',
      limit: 'decision',
      body: AuthorSearch,
      answers: { 200: FoundAuthors },
    },
    'GET /authors/{id}': {
      summary: 'All that the site knows of an author, a page at a time',
      door: 'whole',
      query: MineQuery,
      answers: { 200: Mine },
    },
    'GET /authors/{id}/file': {
      summary: 'The same in one file, as the author gets it',
      door: 'whole',
      type: 'application/json',
      answers: { 200: z.string() },
    },
    'POST /authors/forget': {
      summary: 'Have all erased that the site knows of some authors, for good',
      door: 'whole',
      limit: 'decision',
      body: Forgetting,
      answers: { 202: null },
    },
  },
} as const satisfies Api;
