import type { Locale } from '../texts';
import { front } from './front';
import { mail } from './mail';
import { messages } from './messages';
import { page } from './page';
import { privacy } from './privacy';
import { problems } from './problems';

export const de: Locale = {
  front,
  page,
  privacy,
  problems,
  messages,
  mail,
  reasons: [
    'Am Thema vorbei',
    'Beleidigt jemanden',
    'Werbung',
    'Persönliche Daten anderer',
    'Verstößt gegen ein Gesetz',
    'Nicht verständlich',
  ],
  feed: 'Kommentare',
};
