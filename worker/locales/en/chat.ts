import type { ChatTexts } from '../texts';

const done = { approve: 'approved', reject: 'rejected', spam: 'filed as spam' };

export const chat: ChatTexts = {
  titles: {
    'comment.waiting': (site) => `A comment waits on ${site}`,
    'comment.published': (site) => `A comment is published on ${site}`,
    'comment.changed': (site) => `A comment was changed on ${site}`,
    'comment.withdrawn': (site) => `A comment was taken back on ${site}`,
    'comment.filed': (site) => `A comment was filed as spam on ${site}`,
    'comment.erased': (site) => `A comment is erased on ${site}`,
    'comment.reported': (site) => `A comment was reported on ${site}`,
    'comment.appealed': (site) => `Somebody objects on ${site}`,
    test: (site) => `It works: what happens on ${site} arrives here`,
  },
  decided: (by, action, count, site) => {
    const comments = count === 1 ? 'a comment' : `${count} comments`;
    return action === 'spam'
      ? `${by} has filed ${comments} as spam on ${site}`
      : `${by} has ${done[action]} ${comments} on ${site}`;
  },
  undone: (by, action, count, site) =>
    `${by} has undone a decision on ${site} (${count} ${count === 1 ? 'comment' : 'comments'} ${done[action]})`,
  reported: (reason) => {
    switch (reason) {
      case null:
        return 'Reported as illegal content, with an explanation.';
      case 'spam':
        return 'Reported as advertising.';
      case 'insult':
        return 'Reported as an insult.';
      case 'privacy':
        return 'Reported for personal data in it.';
      case 'illegal':
        return 'Reported as illegal.';
      case 'other':
        return 'Reported for another reason.';
    }
  },
  open: 'Open at the desk',
};
