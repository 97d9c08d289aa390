import type { MailTexts } from '../texts';

export const mail: MailTexts = {
  from: (name, site) => `${name} on ${site}`,
  automatic: (site) => `A message from the comments on ${site}, sent automatically.`,
  team: {
    subject: (count, site) => `${count} messages on ${site}`,
    why: (site) => `You get this because you moderate on ${site} and have confirmed this address.`,
    change: 'Change or remove the address',
    open: 'Open at the desk',
  },
  waiting: {
    subject: (count, site) =>
      count === 1 ? `A comment waits on ${site}` : `${count === 100 ? '100 or more' : count} comments wait on ${site}`,
    why: (site) => `You get this because you wanted to hear when comments wait on ${site}.`,
    change: 'Change how often or end the links',
    answers: (name) => `In answer to ${name}`,
    reason: (why) => {
      switch (why.kind) {
        case 'appealed':
          return 'It waits because its author appeals.';
        case 'reported':
          return 'It waits because it was reported.';
        case 'spam':
          return 'It waits because the checks take it for spam.';
        case 'everyone':
          return 'It waits because every comment waits here.';
        case 'newcomer':
          return 'It waits because its author is new here.';
        case 'rule':
          return `It waits because of the rule “${why.rule}”.`;
        case 'muted':
          return 'It waits because its author is muted.';
        case 'service':
          return 'It waits because a service that is to be asked could not be reached.';
        case 'doubt':
          return 'It waits because the checks have doubts.';
      }
    },
    links: { approve: 'Approve', reject: 'Reject', spam: 'Spam', answer: 'Answer' },
  },
  readers: {
    confirm: {
      subject: 'Please confirm your e-mail address',
      text: (site) =>
        `Somebody who comments on ${site} would like to get mail at this address: about answers, and about what is decided about their comments. The link leads to a page with one button, and only that button confirms. It is good for two days.`,
      link: 'To the button',
      footer: 'If it was not you, do nothing: without a confirmation nothing else is sent to this address.',
    },
    mine: {
      subject: 'The link to what is known of you',
      text: (site) =>
        `Somebody wants to see what the comments on ${site} know of whoever has confirmed this address. The link opens that in any browser, for one hour: to be read, taken along, and erased. Whoever has the link can do that: please do not pass it on.`,
      link: 'See what is known',
      footer: 'If it was not you, do nothing: nobody but you has got the link.',
    },
    answers: {
      subject: (count, site, title) =>
        title !== null ? `New answers: ${title}` : `${count === 1 ? 'An answer' : `${count} answers`} on ${site}`,
      in: (title) => `On “${title}”:`,
      link: 'Read and reply',
    },
    page: 'The page of your comment',
    why: (site) => `You get this because you wanted mail from the comments on ${site} and have confirmed this address.`,
    stop: (site) => `End all mail from the comments on ${site}`,
  },
  confirm: {
    subject: 'Confirm your e-mail address',
    text: (host) =>
      `Somebody who moderates comments on ${host} would like to get messages at this address. The link leads to a page with one button, and only that button confirms. It is good for one day.`,
    link: 'To the button',
    footer: 'If it was not you, do nothing: without a confirmation nothing else is sent to this address.',
  },
  test: {
    subject: 'Plausch can send mail',
    heading: 'It works',
    text: (way) =>
      `This is the mail that was to be sent as a test. It went out by way of ${way}.\n\nIf it landed among spam: the records of the sender’s domain (SPF, DKIM, DMARC) say which servers may send for it.`,
    footer: 'Sent because somebody who runs this Plausch asked for a test. Nothing else will come of it.',
  },
};
