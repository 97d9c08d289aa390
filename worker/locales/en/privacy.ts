import type { PrivacyTexts } from '../texts';

export const privacy: PrivacyTexts = {
  title: (site) => `Privacy in the comments of ${site}`,
  intro: 'What the comments learn about you, and who knows it. The website itself says who runs it.',
  reading: {
    title: 'Reading',
    text: 'Reading leaves nothing behind: no cookie, no count, no entry on the server.',
  },
  writing: {
    title: 'Writing',
    text: [
      'Everyone sees name, website and text once a comment is published. An e-mail address is optional; only those who moderate see it.',
      'Your network address is stored as a hash, with a key that changes every day. That serves to notice floods of spam.',
      'Who ticks that they want to hear of answers gets one mail that asks for a confirmation. With it, answers and what is decided about their comments come to that address, and each mail ends that with one click; then the address is forgotten. What is not confirmed is forgotten after three days. No mail counts whether or where it is read.',
      'What was filed as spam is erased after 30 days.',
    ],
  },
  checking: {
    title: 'Checking',
    text: 'Every comment is checked for spam on this server. The checks only propose; a person decides what is doubtful, and you can appeal. While you write, your browser solves a small puzzle.',
  },
  browser: {
    title: 'In your browser',
    text: 'When you write, your browser remembers that the comment is yours, and also your name and unfinished texts; when you vote, that the vote is yours; when you choose an order of comments, which. You can delete this with the data of this website in your browser’s settings.',
  },
  outside: {
    title: 'Outside services',
    none: 'None. Your browser talks to this server alone, and this server asks nobody about your comment.',
    some: 'This website has also switched on:',
  },
  services: {
    akismet: {
      name: 'Akismet (Automattic Inc., USA)',
      text: 'This server sends every new or changed comment there, with name, e-mail address, website, network address and the browser’s identification, and learns whether it is taken for spam. What people decide here is reported there; for that, network address and browser identification are kept for up to 15 days.',
      more: 'https://akismet.com/privacy/',
    },
    turnstile: {
      name: 'Cloudflare Turnstile (Cloudflare Inc., USA)',
      text: 'Only when you send a comment, your browser loads a script from Cloudflare. It checks the browser; Cloudflare sees your network address and traits of the browser. The text does not go there.',
      more: 'https://www.cloudflare.com/turnstile-privacy-policy/',
    },
    'workers-ai': {
      name: 'Cloudflare Workers AI (Cloudflare Inc., USA)',
      text: 'The text of a comment that waits for a person is shown to a language model, without names and addresses. It decides nothing; whoever moderates sees first what it finds harmful.',
      more: 'https://www.cloudflare.com/privacypolicy/',
    },
  },
  targets: {
    title: 'Messages to the team',
    text: (names) =>
      `What happens to comments this server sends to programs that the team of this site uses: ${names}. That includes the name, website and text of a comment, also while it waits for a decision; not an e-mail address nor a network address. What has arrived there stays there when a comment disappears here.`,
  },
  more: 'More about it',
};
