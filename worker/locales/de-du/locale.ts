import { de } from '../de/locale';
import type { Locale } from '../texts';
import { mail } from './mail';
import { messages } from './messages';
import { page } from './page';
import { privacy } from './privacy';
import { problems } from './problems';

/** German for sites that say "du". */
export const deDu: Locale = { ...de, page, privacy, problems, messages, mail };
