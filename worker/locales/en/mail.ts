import type { MailTexts } from '../texts';

export const mail: MailTexts = {
  from: (name, site) => `${name} on ${site}`,
  automatic: (site) => `A message from the comments on ${site}, sent automatically.`,
  team: {
    why: (site) => `You get this because you moderate on ${site} and have confirmed this address.`,
    change: 'Change or remove the address',
    open: 'Open at the desk',
  },
  waiting: {
    subject: (count, site) =>
      count === 1 ? `A comment waits on ${site}` : `${count === 100 ? '100 or more' : count} comments wait on ${site}`,
    why: (site) => `You get this because you wanted to hear when comments wait on ${site}.`,
    change: 'Change how often',
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
