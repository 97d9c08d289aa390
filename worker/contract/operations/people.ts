import { Invited, NewPerson, People, PersonChange, PersonEntry } from '../people';
import type { Api } from './operation';

/** Who works on a site: everyone at the desk sees it, the owner changes it. */
export const people = {
  base: '/api/sites/{site}',
  operations: {
    'GET /people': {
      summary: 'Who works on the site',
      door: 'desk',
      answers: { 200: People },
    },
    'POST /people': {
      summary: 'Let somebody work on the site; the same with the same Idempotency-Key is the same invitation',
      door: 'owner',
      limit: 'decision',
      idempotent: true,
      body: NewPerson,
      answers: { 201: Invited },
    },
    'PATCH /people/{id}': {
      summary: 'Change somebody’s name, role or scope',
      door: 'owner',
      limit: 'decision',
      body: PersonChange,
      answers: { 200: PersonEntry },
    },
    'DELETE /people/{id}': {
      summary: 'Take somebody away from the site',
      door: 'owner',
      limit: 'decision',
      answers: { 204: null },
    },
    'POST /people/{id}/link': {
      summary: 'A new one-time link for somebody who works on the site',
      door: 'owner',
      limit: 'decision',
      answers: { 201: Invited },
    },
  },
} as const satisfies Api;
