import * as z from 'zod';
import * as alerts from '../alerts';
import * as desks from '../desk';
import * as due from '../due';
import * as people from '../people';
import * as pulse from '../pulse';
import * as rules from '../rules';
import * as services from '../services';
import * as statement from '../statement';
import * as transfer from '../transfer';
import type { Api } from './operation';

/** What the desk calls, for whoever works on a site. */
export const desk = {
  base: '/api/sites/{site}',
  operations: {
    'GET /queue': {
      summary: 'What waits for a person',
      door: 'desk',
      query: desks.QueueQuery,
      answers: { 200: desks.Queue },
    },
    'GET /decisions': {
      summary: 'The log of decisions, newest first; a page can be short, or empty, and still have a next',
      door: 'desk',
      query: desks.DecisionsQuery,
      answers: { 200: desks.Decisions },
    },
    'POST /decisions': {
      summary: 'Decide about comments',
      door: 'desk',
      limit: 'decision',
      body: desks.NewDecision,
      answers: { 201: desks.Decided },
    },
    'POST /decisions/{id}/undo': {
      summary: 'Put back what a decision, or any other entry of the log, has changed',
      door: 'desk',
      limit: 'decision',
      query: transfer.UndoQuery,
      answers: { 200: desks.Undone },
    },
    'GET /settings': {
      summary: 'The site’s settings',
      door: 'desk',
      answers: { 200: desks.Settings },
    },
    'PATCH /settings': {
      summary: 'Change settings',
      door: 'owner',
      limit: 'decision',
      body: desks.SettingsChange,
      answers: { 200: desks.Settings },
    },
    'POST /settings/trial': {
      summary: 'What other thresholds would have done to the last 1 000 comments',
      door: 'owner',
      limit: 'decision',
      body: desks.Thresholds,
      answers: { 200: desks.ThresholdsTried },
    },
    'GET /services': {
      summary: 'The outside services that a site may switch on here',
      door: 'desk',
      answers: { 200: services.Services },
    },
    'POST /comments/{id}/consults': {
      summary: 'Ask a colleague about a comment',
      door: 'desk',
      limit: 'decision',
      body: people.NewConsult,
      answers: { 201: people.Consult },
    },
    'POST /consults/{id}/answer': {
      summary: 'Answer a colleague',
      door: 'desk',
      limit: 'decision',
      body: people.NewAnswer,
      answers: { 200: people.Consult },
    },
    'PUT /comments/{id}/pin': {
      summary: 'Pin a comment at the top of its thread, or take the pin away',
      door: 'desk',
      limit: 'decision',
      body: desks.NewPin,
      answers: { 200: desks.Pinned },
    },
    'PATCH /thread': {
      summary: 'Say how a thread is called and where its post is',
      door: 'desk',
      limit: 'decision',
      body: desks.ThreadChange,
      answers: { 200: desks.NamedThread },
    },
    'GET /rules': {
      summary: 'The site’s rules',
      door: 'desk',
      answers: { 200: rules.Rules },
    },
    'POST /rules': {
      summary: 'Make a rule',
      door: 'owner',
      limit: 'decision',
      body: rules.NewRule,
      answers: { 201: rules.Rule },
    },
    'POST /rules/trial': {
      summary: 'What a rule would have done to the last 1 000 comments',
      door: 'owner',
      limit: 'decision',
      body: rules.RuleTrial,
      answers: { 200: rules.RuleTried },
    },
    'PATCH /rules/{id}': {
      summary: 'Change a rule',
      door: 'owner',
      limit: 'decision',
      body: rules.RuleChange,
      answers: { 200: rules.Rule },
    },
    'DELETE /rules/{id}': {
      summary: 'Take a rule away',
      door: 'owner',
      limit: 'decision',
      answers: { 204: null },
    },
    'GET /bans': {
      summary: 'Who is banned or muted',
      door: 'desk',
      answers: { 200: rules.Bans },
    },
    'PUT /authors/{id}/ban': {
      summary: 'Ban or mute an author',
      door: 'whole',
      limit: 'decision',
      body: rules.NewBan,
      answers: { 200: rules.Ban },
    },
    'DELETE /authors/{id}/ban': {
      summary: 'End a ban',
      door: 'whole',
      limit: 'decision',
      answers: { 204: null },
    },
    'GET /pulse': {
      summary: 'The figures of the last weeks',
      door: 'whole',
      query: pulse.PulseQuery,
      answers: { 200: pulse.Pulse },
    },
    'GET /pulse.csv': {
      summary: 'The same as a table (RFC 4180), a line a week',
      door: 'whole',
      query: pulse.PulseQuery,
      answers: { 200: z.string() },
      type: 'text/csv',
    },
    'GET /live': {
      summary: 'A WebSocket that tells what happens, as LiveEvent',
      door: 'desk',
      answers: { 101: null },
    },
    'GET /reasons': {
      summary: 'The reasons to choose from when something is turned down',
      door: 'desk',
      answers: { 200: desks.Reasons },
    },
    'GET /outbox': {
      summary: 'Messages that wait to be delivered, were, or were withdrawn',
      door: 'desk',
      query: statement.OutboxQuery,
      answers: { 200: statement.Outbox },
    },
    'GET /alerts': {
      summary: 'How often one hears by mail that comments wait',
      door: 'desk',
      answers: { 200: alerts.AlertChoice },
    },
    'PUT /alerts': {
      summary: 'Change how often',
      door: 'desk',
      limit: 'decision',
      body: alerts.AlertChoice,
      answers: { 200: alerts.AlertChoice },
    },
    'POST /alerts/end-links': {
      summary: 'End the links to decide that stand in the mails sent to oneself so far',
      door: 'desk',
      limit: 'decision',
      answers: { 200: alerts.MailLinks },
    },
    'GET /due': {
      summary: 'Work that was tried so often that it was given up',
      door: 'whole',
      answers: { 200: due.GivenUpList },
    },
    'POST /due': {
      summary: 'Have it tried again',
      door: 'whole',
      limit: 'decision',
      body: due.NamedWork,
      answers: { 204: null },
    },
  },
} as const satisfies Api;
