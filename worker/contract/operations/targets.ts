import { Dispatches, NewTarget, SendAgain, TargetChange, TargetSecret, Targets } from '../targets';
import type { Api } from './operation';

/** Who outside hears of what happens on a site: the owner's. */
export const targets = {
  base: '/api/sites/{site}',
  operations: {
    'GET /targets': {
      summary: 'Who outside hears of what happens, without what opens them',
      door: 'owner',
      answers: { 200: Targets },
    },
    'POST /targets': {
      summary: 'Have somebody outside hear of what happens; the secret of a webhook is told in this answer alone',
      door: 'owner',
      limit: 'decision',
      body: NewTarget,
      answers: { 201: TargetSecret },
    },
    'PATCH /targets/{id}': {
      summary: 'Change a target, or switch it on or off',
      door: 'owner',
      limit: 'decision',
      body: TargetChange,
      answers: { 200: TargetSecret },
    },
    'DELETE /targets/{id}': {
      summary: 'Take a target away, and at once all that opens it',
      door: 'owner',
      limit: 'decision',
      answers: { 204: null },
    },
    'POST /targets/{id}/secret': {
      summary: 'Another secret for a webhook; the one before signs, too, for a day',
      door: 'owner',
      limit: 'decision',
      answers: { 201: TargetSecret },
    },
    'GET /targets/{id}/dispatches': {
      summary: 'What was sent there, and what waits, newest first',
      door: 'owner',
      answers: { 200: Dispatches },
    },
    'POST /targets/{id}/test': {
      summary: 'Send a test there',
      door: 'owner',
      limit: 'decision',
      answers: { 202: Dispatches },
    },
    'POST /targets/{id}/again': {
      summary: 'Send something there again',
      door: 'owner',
      limit: 'decision',
      body: SendAgain,
      answers: { 202: Dispatches },
    },
  },
} as const satisfies Api;
