import type { Action } from '../ground/desk-client';

/** What somebody at the desk can decide about comments, in the order in which it is offered. */
export const actions = ['approve', 'reject', 'spam'] as const satisfies readonly Action[];
