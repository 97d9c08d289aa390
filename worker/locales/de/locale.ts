import type { Locale } from '../texts';
import { chat } from './chat';
import { front } from './front';
import { mail } from './mail';
import { messages } from './messages';
import { page } from './page';
import { privacy } from './privacy';
import { problems } from './problems';
import { push } from './push';

export const de: Locale = {
  front,
  page,
  privacy,
  problems,
  messages,
  mail,
  push,
  chat,
  reasons: [
    'Am Thema vorbei',
    'Beleidigt jemanden',
    'Werbung',
    'Persönliche Daten anderer',
    'Verstößt gegen ein Gesetz',
    'Nicht verständlich',
  ],
  feed: 'Kommentare',
  answersFeed: 'Antworten auf meine Kommentare',
};
