import type { Locale } from '../texts';
import { chat } from './chat';
import { front } from './front';
import { mail } from './mail';
import { messages } from './messages';
import { page } from './page';
import { privacy } from './privacy';
import { problems } from './problems';
import { push } from './push';

export const en: Locale = {
  front,
  page,
  privacy,
  problems,
  messages,
  mail,
  push,
  chat,
  reasons: [
    'Off topic',
    'Insults someone',
    'Advertising',
    'Personal data of others',
    'Breaks a law',
    'Not understandable',
  ],
  feed: 'Comments',
  answersFeed: 'Answers to my comments',
};
