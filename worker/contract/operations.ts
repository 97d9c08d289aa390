import * as z from 'zod';
import * as comment from './comment';
import * as desk from './desk';
import * as people from './people';
import * as pulse from './pulse';
import * as rules from './rules';
import * as statement from './statement';

/** One operation of the API, in the words of the contract. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  summary: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The answers that are no problems, by status; null: without a body. */
  answers: Record<number, z.ZodType | null>;
  /** The type of the answers, where it is not JSON. */
  type?: string;
  /** What proves the caller: an author's token (may be left out), a session, or the operator's key. */
  proof?: 'author' | 'session' | 'operator';
}

const site = '/api/sites/{site}';
const one = `${site}/comments/{id}`;

/** Every operation, in the order of the design. */
export const operations: readonly Operation[] = [
  {
    method: 'get',
    path: `${site}/comments`,
    summary: 'Read a page of a thread',
    query: comment.ThreadQuery,
    answers: { 200: comment.ThreadPage, 304: null },
    proof: 'author',
  },
  {
    method: 'post',
    path: `${site}/comments`,
    summary: 'Write a comment: 201 published, 202 it waits',
    body: comment.NewComment,
    answers: { 201: comment.Submitted, 202: comment.Submitted },
    proof: 'author',
  },
  {
    method: 'patch',
    path: one,
    summary: 'Change one’s own comment',
    body: comment.EditComment,
    answers: { 201: comment.Submitted, 202: comment.Submitted },
    proof: 'author',
  },
  { method: 'delete', path: one, summary: 'Take one’s own comment back', answers: { 204: null }, proof: 'author' },
  {
    method: 'put',
    path: `${one}/vote`,
    summary: 'Vote, or take a vote back',
    body: comment.NewVote,
    answers: { 200: comment.Voted },
    proof: 'author',
  },
  {
    method: 'post',
    path: `${one}/reports`,
    summary: 'Report a comment',
    body: comment.NewReport,
    answers: { 202: null },
  },
  {
    method: 'post',
    path: `${one}/appeal`,
    summary: 'Appeal, once, against a decision',
    body: comment.NewAppeal,
    answers: { 202: null },
    proof: 'author',
  },
  {
    method: 'post',
    path: `${one}/notices`,
    summary: 'Give notice of illegal content',
    body: statement.NewNotice,
    answers: { 202: statement.Noticed },
  },
  {
    method: 'get',
    path: `${site}/counts`,
    summary: 'Count the comments of up to 100 threads',
    query: comment.CountsQuery,
    answers: { 200: comment.Counts },
  },
  {
    method: 'post',
    path: `${site}/preview`,
    summary: 'The HTML that publishing would give',
    body: comment.NewPreview,
    answers: { 200: comment.Preview },
  },
  {
    method: 'get',
    path: `${site}/queue`,
    summary: 'What waits for a person',
    query: desk.QueueQuery,
    answers: { 200: desk.Queue },
    proof: 'session',
  },
  {
    method: 'get',
    path: `${site}/decisions`,
    summary: 'The log of decisions, newest first',
    query: desk.DecisionsQuery,
    answers: { 200: desk.Decisions },
    proof: 'session',
  },
  {
    method: 'post',
    path: `${site}/decisions`,
    summary: 'Decide about comments',
    body: desk.NewDecision,
    answers: { 201: desk.Decided },
    proof: 'session',
  },
  {
    method: 'post',
    path: `${site}/decisions/{id}/undo`,
    summary: 'Put back what a decision, or any other entry of the log, has changed',
    answers: { 200: desk.Undone },
    proof: 'session',
  },
  {
    method: 'get',
    path: `${site}/settings`,
    summary: 'The site’s settings',
    answers: { 200: desk.Settings },
    proof: 'session',
  },
  {
    method: 'patch',
    path: `${site}/settings`,
    summary: 'Change settings',
    body: desk.SettingsChange,
    answers: { 200: desk.Settings },
    proof: 'session',
  },
  {
    method: 'post',
    path: `${one}/consults`,
    summary: 'Ask a colleague about a comment',
    body: people.NewConsult,
    answers: { 201: people.Consult },
    proof: 'session',
  },
  {
    method: 'post',
    path: `${site}/consults/{id}/answer`,
    summary: 'Answer a colleague',
    body: people.NewAnswer,
    answers: { 200: people.Consult },
    proof: 'session',
  },
  {
    method: 'get',
    path: `${site}/rules`,
    summary: 'The site’s rules',
    answers: { 200: rules.Rules },
    proof: 'session',
  },
  {
    method: 'post',
    path: `${site}/rules`,
    summary: 'Make a rule',
    body: rules.NewRule,
    answers: { 201: rules.Rule },
    proof: 'session',
  },
  {
    method: 'post',
    path: `${site}/rules/trial`,
    summary: 'What a rule would have done to the last 1 000 comments',
    body: rules.RuleTrial,
    answers: { 200: rules.RuleTried },
    proof: 'session',
  },
  {
    method: 'patch',
    path: `${site}/rules/{id}`,
    summary: 'Change a rule',
    body: rules.RuleChange,
    answers: { 200: rules.Rule },
    proof: 'session',
  },
  {
    method: 'delete',
    path: `${site}/rules/{id}`,
    summary: 'Take a rule away',
    answers: { 204: null },
    proof: 'session',
  },
  {
    method: 'get',
    path: `${site}/bans`,
    summary: 'Who is banned or muted',
    answers: { 200: rules.Bans },
    proof: 'session',
  },
  {
    method: 'put',
    path: `${site}/authors/{id}/ban`,
    summary: 'Ban or mute an author',
    body: rules.NewBan,
    answers: { 200: rules.Ban },
    proof: 'session',
  },
  {
    method: 'delete',
    path: `${site}/authors/{id}/ban`,
    summary: 'End a ban',
    answers: { 204: null },
    proof: 'session',
  },
  {
    method: 'get',
    path: `${site}/pulse`,
    summary: 'The figures of the last weeks',
    query: pulse.PulseQuery,
    answers: { 200: pulse.Pulse },
    proof: 'session',
  },
  {
    method: 'get',
    path: `${site}/pulse.csv`,
    summary: 'The same as a table (RFC 4180), a line a week',
    query: pulse.PulseQuery,
    answers: { 200: z.string() },
    type: 'text/csv',
    proof: 'session',
  },
  {
    method: 'get',
    path: `${site}/live`,
    summary: 'A WebSocket that tells what happens, as LiveEvent',
    answers: { 101: null },
    proof: 'session',
  },
  {
    method: 'get',
    path: `${site}/reasons`,
    summary: 'The reasons to choose from when something is turned down',
    answers: { 200: desk.Reasons },
    proof: 'session',
  },
  {
    method: 'get',
    path: `${site}/outbox`,
    summary: 'Messages that wait to be delivered, were, or were withdrawn',
    query: statement.OutboxQuery,
    answers: { 200: statement.Outbox },
    proof: 'session',
  },
  {
    method: 'post',
    path: '/api/session',
    summary: 'Exchange a one-time link for a session',
    body: desk.NewSession,
    answers: { 201: desk.Session },
  },
  {
    method: 'get',
    path: '/api/session',
    summary: 'Who is signed in',
    answers: { 200: desk.Session },
    proof: 'session',
  },
  { method: 'delete', path: '/api/session', summary: 'Sign out', answers: { 204: null }, proof: 'session' },
  {
    method: 'post',
    path: '/api/session/passkey/options',
    summary: 'What a browser needs to sign in with a passkey',
    answers: { 200: people.PasskeyOptions },
  },
  {
    method: 'post',
    path: '/api/session/passkey',
    summary: 'Sign in with a passkey',
    body: people.PasskeySignIn,
    answers: { 201: desk.Session },
  },
  {
    method: 'get',
    path: '/api/account',
    summary: 'One’s own login',
    answers: { 200: people.Profile },
    proof: 'session',
  },
  {
    method: 'delete',
    path: '/api/account/sessions/{id}',
    summary: 'End one of one’s sessions',
    answers: { 204: null },
    proof: 'session',
  },
  {
    method: 'post',
    path: '/api/account/passkeys/options',
    summary: 'What a browser needs to make a passkey',
    answers: { 200: people.PasskeyOptions },
    proof: 'session',
  },
  {
    method: 'post',
    path: '/api/account/passkeys',
    summary: 'Add a passkey',
    body: people.NewPasskey,
    answers: { 201: people.Passkey },
    proof: 'session',
  },
  {
    method: 'delete',
    path: '/api/account/passkeys/{id}',
    summary: 'Take a passkey away',
    answers: { 204: null },
    proof: 'session',
  },
  {
    method: 'get',
    path: `${site}/people`,
    summary: 'Who works on the site',
    answers: { 200: people.People },
    proof: 'session',
  },
  {
    method: 'post',
    path: `${site}/people`,
    summary: 'Let somebody work on the site',
    body: people.NewPerson,
    answers: { 201: people.Invited },
    proof: 'session',
  },
  {
    method: 'patch',
    path: `${site}/people/{id}`,
    summary: 'Change somebody’s name, role or scope',
    body: people.PersonChange,
    answers: { 200: people.PersonEntry },
    proof: 'session',
  },
  {
    method: 'delete',
    path: `${site}/people/{id}`,
    summary: 'Take somebody away from the site',
    answers: { 204: null },
    proof: 'session',
  },
  {
    method: 'post',
    path: `${site}/people/{id}/link`,
    summary: 'A new one-time link for somebody who works on the site',
    answers: { 201: people.Invited },
    proof: 'session',
  },
  {
    method: 'get',
    path: '/api/operator/sites',
    summary: 'Every site',
    answers: { 200: desk.SiteList },
    proof: 'operator',
  },
  {
    method: 'post',
    path: '/api/operator/sites',
    summary: 'Open a site',
    body: desk.NewSite,
    answers: { 201: desk.SiteEntry },
    proof: 'operator',
  },
  {
    method: 'post',
    path: '/api/operator/sites/{site}/owner-link',
    summary: 'A one-time link to a site’s desk',
    answers: { 201: desk.OwnerLink },
    proof: 'operator',
  },
];
