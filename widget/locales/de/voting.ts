import type { VotingTexts } from '../en/voting';

export const texts: VotingTexts = {
  up: 'Zustimmen',
  down: 'Nicht zustimmen',
  failures: {
    'not-allowed': 'Das ist der eigene Kommentar.',
    'vote-not-taken': 'Solche Stimmen werden hier nicht mehr angenommen.',
    'unknown-comment': 'Diesen Kommentar gibt es nicht mehr.',
    'too-many': 'Das war viel auf einmal. Bitte in einigen Minuten noch einmal versuchen.',
    other: 'Die Stimme ist nicht angekommen. Bitte noch einmal versuchen.',
  },
};
