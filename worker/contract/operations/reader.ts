import * as comment from '../comment';
import * as mine from '../mine';
import * as statement from '../statement';
import type { Api } from './operation';

/** What readers' browsers call, from the site's own pages, with no cookie. */
export const reader = {
  base: '/api/sites/{site}',
  operations: {
    'GET /comments': {
      summary: 'Read a page of a thread',
      door: 'reader',
      query: comment.ThreadQuery,
      answers: { 200: comment.ThreadPage, 304: null },
    },
    'GET /own': {
      summary: 'One’s own comments and votes in a thread',
      door: 'reader',
      author: true,
      query: comment.OwnQuery,
      answers: { 200: comment.Own },
    },
    'POST /comments': {
      summary: 'Write a comment: 201 published, 202 it waits',
      door: 'reader',
      limit: 'comment',
      author: true,
      idempotent: true,
      body: comment.NewComment,
      answers: { 201: comment.Submitted, 202: comment.Submitted },
    },
    'PATCH /comments/{id}': {
      summary: 'Change one’s own comment',
      door: 'reader',
      limit: 'change',
      author: true,
      body: comment.EditComment,
      answers: { 201: comment.Submitted, 202: comment.Submitted },
    },
    'DELETE /comments/{id}': {
      summary: 'Take one’s own comment back',
      door: 'reader',
      limit: 'change',
      author: true,
      answers: { 204: null },
    },
    'PUT /comments/{id}/vote': {
      summary: 'Vote, or take a vote back',
      door: 'reader',
      limit: 'vote',
      author: true,
      body: comment.NewVote,
      answers: { 200: comment.Voted },
    },
    'POST /comments/{id}/reports': {
      summary: 'Report a comment',
      door: 'reader',
      limit: 'report',
      body: comment.NewReport,
      answers: { 202: null },
    },
    'POST /comments/{id}/appeal': {
      summary: 'Appeal, once, against a decision',
      door: 'reader',
      limit: 'report',
      author: true,
      body: comment.NewAppeal,
      answers: { 202: null },
    },
    'POST /comments/{id}/notices': {
      summary: 'Give notice of illegal content',
      door: 'reader',
      limit: 'report',
      body: statement.NewNotice,
      answers: { 202: statement.Noticed },
    },
    'GET /mine': {
      summary: 'All that the site knows of oneself, a page at a time',
      door: 'reader',
      author: true,
      query: mine.MineQuery,
      answers: { 200: mine.Mine },
    },
    'POST /mine/link': {
      summary: 'A page that shows the same to people, for an hour',
      door: 'reader',
      limit: 'change',
      author: true,
      answers: { 201: mine.MineLink },
    },
    'POST /mine/mail': {
      summary:
        'Have that page’s address sent to an e-mail address that was confirmed here; the answer says nothing of whether one is',
      door: 'reader',
      limit: 'mail',
      body: mine.MineMail,
      answers: { 202: null },
    },
    'DELETE /mine': {
      summary: 'Have all of that erased, for good',
      door: 'reader',
      limit: 'change',
      author: true,
      answers: { 202: null },
    },
    'GET /counts': {
      summary: 'Count the comments of up to 100 threads',
      door: 'reader',
      query: comment.CountsQuery,
      answers: { 200: comment.Counts },
    },
    'GET /newest': {
      summary: 'Which comments of a thread are its newest',
      door: 'reader',
      query: comment.NewestQuery,
      answers: { 200: comment.Newest, 304: null },
    },
    'GET /since': {
      summary: 'Read the comments of a thread that came since',
      door: 'reader',
      query: comment.SinceQuery,
      answers: { 200: comment.Since, 304: null },
    },
    'GET /former': {
      summary: 'Find a comment by the id that it had in the system from which it was brought',
      door: 'reader',
      query: comment.FormerQuery,
      answers: { 200: comment.Former },
    },
    'GET /latest': {
      summary: 'Read how the newest published comments of the site begin',
      door: 'reader',
      query: comment.HeadlinesQuery,
      answers: { 200: comment.Headlines, 304: null },
    },
    'GET /challenge': {
      summary: 'Work for a browser, signed, to be used once',
      door: 'reader',
      limit: 'challenge',
      author: true,
      query: comment.ChallengeQuery,
      answers: { 200: comment.NewChallenge },
    },
    'POST /preview': {
      summary: 'The HTML that publishing would give',
      door: 'reader',
      limit: 'preview',
      body: comment.NewPreview,
      answers: { 200: comment.Preview },
    },
  },
} as const satisfies Api;
