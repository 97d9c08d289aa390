import type { ServiceName } from '../../../../worker/contract/services';
import type { services as english } from '../../en/desk/services';
import { listOf } from '../../list';

/** Hazards that Llama Guard 3 names (MLCommons' taxonomy), in the words of the desk. */
const hazards: Record<string, string> = {
  S1: 'Gewalt',
  S2: 'Straftaten',
  S3: 'sexuelle Gewalt',
  S4: 'Missbrauch von Kindern',
  S5: 'üble Nachrede',
  S6: 'gefährlicher Rat',
  S7: 'Privates',
  S8: 'Urheberrecht',
  S9: 'Waffen',
  S10: 'Hass',
  S11: 'Selbstverletzung',
  S12: 'Sexuelles',
  S13: 'Falsches über Wahlen',
  S14: 'Angriffe auf Computer',
};

const names: Record<ServiceName, string> = {
  akismet: 'Akismet',
  turnstile: 'Cloudflare Turnstile',
  'workers-ai': 'Cloudflare Workers AI',
};

/** What the desk says of outside services, in German. */
export const services: typeof english = {
  title: 'Dienste von außen',
  hint: 'Nötig ist keiner. Jeden, der an ist, nennt die Seite zum Datenschutz:',
  none: 'Auf diesem Server ist keiner eingerichtet.',
  names,
  hints: {
    akismet:
      'Sieht jeden neuen Kommentar mit Name, Adresse, Netzadresse und Browser und lernt aus Ihren Entscheidungen. Solange er nicht antwortet, warten Kommentare.',
    turnstile: 'Prüft beim Absenden den Browser: mit einem Skript und einem Rahmen von Cloudflare.',
    'workers-ai':
      'Liest den Text wartender Kommentare, sonst nichts. Was ihm schädlich scheint, steht in der Warteschlange vorn.',
  },
  signals: {
    'akismet-spam': () => 'Akismet hält das für Spam.',
    'akismet-discard': () => 'Akismet ist sich sicher, dass das Spam ist.',
    'service-unsure': ({ service }) =>
      `${names[service as ServiceName] ?? service} hat noch nicht geantwortet und wird wieder gefragt.`,
    'turnstile-missing': () =>
      'Der Browser hat Cloudflare Turnstile nicht durchlaufen: blockiert oder ohne JavaScript.',
    'turnstile-refused': () => 'Cloudflare Turnstile hat den Browser nicht durchgelassen.',
    harmful: ({ hazards: found }) => `Scheint einem Sprachmodell schädlich: ${listOf(found, hazards) || 'ohne Grund'}.`,
  },
};
