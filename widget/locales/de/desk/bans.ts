import type { bans as english } from '../../en/desk/bans';

/** What bans say, in German. */
export const bans: typeof english = {
  title: 'Sperren',
  intro: 'Wer gesperrt ist, kann nicht schreiben und liest, warum. Wer stumm ist, kann schreiben, aber alles wartet.',
  empty: 'Niemand ist gesperrt oder stumm.',
  kinds: { ban: 'gesperrt', mute: 'stumm' },
  until: (date) => `bis ${date}`,
  forGood: 'für immer',
  by: (by, date) => `von ${by}, ${date}`,
  comments: 'Kommentare',
  end: 'Aufheben',
  ended: (name) => `${name} kann wieder schreiben.`,
  open: 'Sperren …',
  openHint: 'Wer schrieb: sperren oder stummschalten',
  form: (name) => `${name} sperren oder stummschalten`,
  mute: 'Stumm: Jeder Kommentar wartet',
  ban: 'Gesperrt: kann nicht schreiben',
  days: 'Für',
  dayCounts: (days) => (days === 1 ? '1 Tag' : `${days} Tage`),
  reason: 'Begründung',
  reasonHint: 'Wer gesperrt wird, liest sie.',
  save: { ban: 'Sperren', mute: 'Stummschalten' },
  done: { ban: (name) => `${name} ist gesperrt.`, mute: (name) => `${name} ist stumm.` },
};
