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
    ],
  },
  mail: 'Who ticks that they want to hear of answers gets one mail that asks for a confirmation. With it, answers and what is decided about their comments come to that address, and each mail ends that with one click; then the address is forgotten. What is not confirmed is forgotten after three days. No mail counts whether or where it is read.',
  keeping: {
    title: 'How long',
    text: 'What is published stays until you take it back or it is removed. What is not needed any more goes by itself:',
    kinds: {
      networks: 'the network that a text or a vote came from, as a hash',
      spam: 'what was filed as spam',
      rejected: 'what was turned down',
      withdrawn: 'what its author took back',
      messages: 'what messages to you and to the team said',
      names: 'who of the team decided',
    },
    days: (days) => (days === 1 ? 'after a day' : `after ${days} days`),
    forGood: 'kept for good',
  },
  rights: {
    title: 'Your rights',
    text: [
      'What you send is published because you want it to be (Article 6 (1) (b) GDPR). Checks against spam and hashes of networks serve a discussion that is not flooded (Article 6 (1) (f)). Mail about answers comes with your consent, which you can take back at any time (Article 6 (1) (a)). Notices of illegal content have to be dealt with (Article 6 (1) (c); Article 16 of Regulation (EU) 2022/2065).',
      'You can ask whoever runs the website what is stored about you, and have it corrected, erased, restricted or handed over; you can object to it, and complain to a data protection authority (Articles 15 to 21 and 77 GDPR).',
    ],
  },
  operator: {
    title: (site) => `Privacy texts for ${site}`,
    intro:
      'Made from this site’s settings as they are now. They describe what the software does; they are no legal advice, and what else your website does is not in them.',
    page: { title: 'For your privacy policy', text: 'Add who you are and how you can be reached.' },
    record: {
      title: 'For your record of processing activities',
      text: 'Article 30 (1) GDPR. Name and contact of the controller, and of the data protection officer if there is one, come first.',
      rows: [
        ['Activity', 'comments under posts'],
        ['Purpose', 'public discussion; protection against spam and illegal content'],
        ['Persons concerned', 'those who write, vote, report or give notice; those who moderate'],
        [
          'Data',
          'name, text, time; if given: e-mail address and website; hash of the network; votes, reports, notices, decisions and their reasons; of moderators: name, e-mail address if given, passkeys, sessions',
        ],
        [
          'Recipients',
          'the public (what is published); those who moderate; whoever runs the server; services that are switched on',
        ],
        ['Third countries', 'only by services that are switched on, and by the host where it is outside of the EU'],
        [
          'Erasure',
          'by the terms on the privacy page of the comments; what is published: when it is taken back or removed',
        ],
        [
          'Security',
          'encrypted transport; addresses and networks never shown to readers; a database for each site; signing in by passkeys; a log of all decisions',
        ],
      ],
    },
    agreement: {
      title: 'For whoever runs the server for others',
      text: 'An agreement by Article 28 (3) GDPR between the site’s owner (controller) and whoever runs the server (processor). Add names, places and signatures.',
      clauses: (site) => [
        `1. Subject. The processor runs the comments of ${site} for the controller: stores, checks, shows and sends them, for as long as the site is on the server. Concerned are those who write, vote, report or give notice, and those who moderate; data are those in the record of processing activities.`,
        '2. Instructions. The processor processes these data only as the controller says, by this agreement and by the settings at the desk, also where a third country is concerned, unless the law demands otherwise; then it says so beforehand, if the law allows.',
        '3. Confidentiality. Whoever has access for the processor is bound to confidentiality.',
        '4. Security. The processor takes the measures of Article 32 GDPR: encrypted transport, updates, restricted access to the server, backups that are kept as safe as the data.',
        '5. Other processors. The processor names its host and the services it has set up. It tells of a change in advance; the controller can object. These are bound as the processor is.',
        '6. Help. The processor helps to answer those who ask for their rights, and with the duties of Articles 32 to 36 GDPR. It tells of a breach without undue delay.',
        '7. The end. Before the site is removed the processor hands over an export if the controller wants one; then it erases the data, backups included once their time is over, unless the law demands that they are kept.',
        '8. Proof. The processor gives the controller what shows that this is kept to, and allows for audits, on site if need be.',
      ],
    },
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
