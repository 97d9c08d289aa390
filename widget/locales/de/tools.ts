import type { ToolTexts } from '../en/tools';

export const texts: ToolTexts = {
  answers: (name, count) => (count === 1 ? `1 Antwort an ${name}` : `${count} Antworten an ${name}`),
  back: 'Zurück',
  backTo: (name) => `Zurück zur Antwort von ${name}`,
  quote: 'Zitieren',
  copy: 'Link kopieren',
  copied: 'Der Link ist kopiert.',
  notCopied: 'Der Browser erlaubt hier kein Kopieren. Die Adresse ist markiert.',
  address: 'Adresse dieses Kommentars',
};
