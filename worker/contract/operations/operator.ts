import { Chores, NewSite, OwnerLink, SiteEntry, SiteList } from '../desk';
import { NewPersonLink } from '../people';
import { NewRecovery, Recovery } from '../recovery';
import type { Api } from './operation';

/** What `npm run site` calls, with the operator's key. */
export const operator = {
  base: '/api/operator',
  operations: {
    'GET /sites': {
      summary: 'Every site',
      door: 'operator',
      answers: { 200: SiteList },
    },
    'POST /sites': {
      summary: 'Open a site',
      door: 'operator',
      limit: 'operator',
      body: NewSite,
      answers: { 201: SiteEntry },
    },
    'POST /sites/{site}/owner-link': {
      summary: 'A one-time link to a site’s desk, for its owner',
      door: 'operator',
      limit: 'operator',
      answers: { 201: OwnerLink },
    },
    'POST /sites/{site}/person-link': {
      summary: 'The same for anyone who works there',
      door: 'operator',
      limit: 'operator',
      body: NewPersonLink,
      answers: { 201: OwnerLink },
    },
    'POST /sites/{site}/recovery': {
      summary: 'Take a site’s data back to what they were at a time of the last 30 days, on Cloudflare',
      door: 'operator',
      limit: 'operator',
      body: NewRecovery,
      answers: { 200: Recovery },
    },
    'POST /chores': {
      summary: 'Do now what is done every quarter of an hour: erase old spam, ask and tell outside services',
      door: 'operator',
      limit: 'chores',
      answers: { 200: Chores },
    },
  },
} as const satisfies Api;
