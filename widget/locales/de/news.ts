import type { NewsTexts } from '../en/news';

export const texts: NewsTexts = {
  fresh: (count) => (count === 1 ? '1 neuer Kommentar' : `${count} neue Kommentare`),
  mark: 'Neu',
  failed: 'Die neuen Kommentare lassen sich nicht laden. Bitte in einer Minute noch einmal versuchen.',
};
