import type { FrontTexts } from '../texts';

export const front: FrontTexts = {
  title: 'Plausch is running here',
  what: 'Plausch puts comments under the posts of websites. This server takes them in, checks them for spam and shows them.',
  readers: 'To read and write comments, go to the website and look below the post.',
  desk: 'If you moderate a website, sign in here:',
  toDesk: 'To the desk',
  docs: 'How to embed, configure and run Plausch is told in the documentation that comes with it: in README.md and the folder docs.',
  api: 'Description of the API (OpenAPI)',
  version: (version) => `Version ${version}, free software under the MIT licence.`,
};
