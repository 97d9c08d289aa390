import type { ProblemTexts } from '../texts';

export const problems: ProblemTexts = {
  told: {
    'not-found': {
      title: 'Nothing is here',
      text: 'The address may be incomplete, or what was here is gone.',
    },
    'unknown-site': {
      title: 'There is no such site here',
      text: 'This server holds no comments for a website of that name. The address may be misspelt.',
    },
    'unknown-comment': {
      title: 'This comment is gone',
      text: 'It has been taken back or removed.',
    },
    'invalid-fields': {
      title: 'This address is incomplete',
      text: 'Part of it is missing or wrong. The post itself leads to its comments.',
    },
    'thread-closed': {
      title: 'This discussion is closed now',
      text: 'It takes no new comments.',
    },
    'vote-not-taken': {
      title: 'This vote is not taken',
      text: 'This site takes no votes, or none against comments.',
    },
    banned: {
      title: 'You cannot write here for now',
      text: 'A moderator has decided so.',
    },
    'unknown-parent': {
      title: 'The comment you answer is gone',
      text: 'You can still send your text as a comment of its own.',
    },
    'key-reused': {
      title: 'This form has already sent a comment',
      text: 'If this text is to be another one, send it again.',
    },
    'already-appealed': {
      title: 'You have appealed already',
      text: 'Each decision can be appealed once.',
    },
    'window-closed': {
      title: 'This comment cannot be changed or taken back any more',
      text: 'The time for that is over, or it has been decided about meanwhile.',
    },
    'changed-elsewhere': {
      title: 'You have changed this comment elsewhere meanwhile',
      text: 'At the top is how it stands now. Your text is still below; save it once more, and it takes that place.',
    },
    'too-many': { title: 'That was a lot at once', text: 'So there has to be a pause.' },
    'too-large': {
      title: 'This is too long',
      text: 'A comment has at most 10,000 characters. “Back” takes you to your text, so that you can shorten it.',
    },
    'origin-not-allowed': {
      title: 'This form came from another website',
      text: 'So that nobody writes in your name, nothing was stored. Please open the form on this server.',
    },
    'unsupported-type': {
      title: 'This cannot be sent like that',
      text: 'Please use the form on this page.',
    },
  },
  statuses: {
    403: { title: 'That is not allowed here', text: 'Nothing was changed.' },
    404: { title: 'Nothing is here', text: 'The address may be incomplete or out of date.' },
    409: {
      title: 'That is no longer possible',
      text: 'Something has changed in the meantime. Please reload the page.',
    },
    503: { title: 'That does not work right now', text: 'Please try again in a few minutes.' },
    507: {
      title: 'The server cannot store anything right now',
      text: 'Reading goes on. Please send your text again later.',
    },
  },
  other: {
    title: 'Something went wrong on the server',
    text: 'It is not your fault. Please try again in a few minutes.',
  },
  fields: { title: 'Not sent yet', text: 'Please have another look at:' },
  retry: (duration) => `You can go on in ${duration}.`,
  kept: 'What you wrote:',
  toSite: (host) => `To ${host}`,
  about: 'What is this server?',
};
