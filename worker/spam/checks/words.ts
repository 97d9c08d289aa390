import { chance, classify } from '../classifier/classify';
import type { Check } from '../signal';

/** The most that the general model may say: enough for a person to look, never enough to file it as spam alone. */
const cap = 4;
/** What the site's own lessons may add to that, for and against. */
const taughtCap = 4;
const taughtAgainst = 2;
/** The log-odds at which the weight is about three quarters of the cap: one in a hundred honest texts gets there. */
const steep = 1.2;

/** What the words say: the classifier, as far as it may. */
export const words: Check = {
  name: 'words',
  run(submission) {
    const { learned } = submission;
    const classified = classify(submission, learned);
    const { believed } = classified;
    const share = learned?.share ?? 0;
    const most = believed > 0 ? cap + taughtCap * share : taughtAgainst * share;
    const weight = Math.round(most * Math.tanh((believed * cap) / (most * steep || 1)) * 100) / 100;
    if (Math.abs(weight) < 0.5) return [];
    const percent = Math.round(chance(believed) * 100);
    if (weight < 0) return [{ weight, text: 'words-honest', values: { percent } }];
    return [{ weight, text: 'words-spam', values: { percent, words: classified.words.join(', ') } }];
  },
};
