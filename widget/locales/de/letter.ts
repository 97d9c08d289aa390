import type { LetterTexts } from '../en/letter';

const comments = (count: number, shown: string) => `${shown} ${count === 1 ? 'Kommentar' : 'Kommentare'}`;

/** What the desk says to whoever answers a letter, in German. */
export const texts: LetterTexts = {
  intro:
    'Jemand schreibt Ihnen und möchte wissen, was diese Website über ihn oder sie weiß, oder möchte, dass es gelöscht wird. Hier finden Sie, wer es ist. Ein Name beweist nichts: Prüfen Sie, ob der Brief von derselben Person kommt. Eine bestätigte Adresse, von der aus sie schreibt, zeigt es.',
  who: 'Name, E-Mail-Adresse oder Link oder Kennung eines Kommentars',
  find: 'Suchen',
  nobody: 'Niemand wurde gefunden. Zu finden ist nur, wer hier geschrieben hat oder von Antworten erfahren möchte.',
  found: (count) => (count === 1 ? '1 Person wurde gefunden.' : `${count} Personen wurden gefunden.`),
  namesakes: 'Sie haben aus verschiedenen Browsern geschrieben. Ob es dieselbe Person ist, zeigt sich daran nicht.',
  more: (shown) => `${shown} weitere wurden gefunden. Bitte geben Sie mehr vom Namen ein.`,
  among: (shown) => `Sehr viele Kommentare haben diesen Namen. Durchsucht wurden nur die neuesten ${shown}.`,
  unsearched: (shown) => `${shown} Kommentare sind noch nicht im Index. Bitte suchen Sie in einer Minute noch einmal.`,
  nameless: 'Ohne Namen',
  wrote: (count, shown, first, last) => `${comments(count, shown)}, ${first === last ? first : `${first} bis ${last}`}`,
  wroteNothing: 'Keine Kommentare',
  address: 'Adressen',
  confirmed: (date) => `bestätigt am ${date}`,
  unconfirmed: 'nicht bestätigt',
  newest: 'Neueste Kommentare',
  team: 'Team',
  banned: 'gesperrt',
  choose: (name, at) => `${name} (${at}) auswählen`,
  see: 'Alles ansehen',
  hide: 'Ausblenden',
  save: 'Als Datei speichern (JSON)',
  saving: 'Der Browser speichert die Datei.',
  all: (name) => `Alles, was über ${name} bekannt ist`,
  comments: 'Kommentare',
  status: {
    published: 'veröffentlicht',
    held: 'wartet',
    spam: 'Spam',
    rejected: 'abgelehnt',
    withdrawn: 'zurückgezogen',
    erased: 'gelöscht',
  },
  untitled: 'Diskussion ohne Titel',
  appeal: 'Widerspruch:',
  votes: 'Stimmen',
  voteCount: (shown, up) => `${shown} Stimmen, davon ${up} dafür`,
  mail: 'E-Mails über Antworten',
  nothing: 'Über diese Person ist nichts mehr bekannt.',
  ban: 'Sperre',
  next: 'Weitere',
  erase: 'Löschen …',
  eraseChosen: (count) => (count === 1 ? 'Die ausgewählte Person löschen …' : `Die ${count} Ausgewählten löschen …`),
  sure: (who) => `Alles von ${who} löschen?`,
  goes: (count, shown) =>
    `Endgültig gelöscht: ${comments(count, shown)} mit Text, Name und Adresse, alle Stimmen, Widersprüche, Nachrichten und wovon die Person erfahren wollte.`,
  stays: 'Was andere geantwortet haben, bleibt; darüber steht, dass etwas gelöscht wurde.',
  forGood: 'Das lässt sich nicht rückgängig machen. Wird ein Backup eingespielt, wird erneut gelöscht.',
  ofTeam: 'Jemand aus Ihrem Team ist darunter: Auch die Antworten im Namen des Teams werden gelöscht.',
  saveFirst: 'Möchte die Person es haben, speichern Sie vorher die Datei.',
  now: 'Endgültig löschen',
  leave: 'Nicht löschen',
  begun: (count) =>
    count === 1
      ? 'Es wird gelöscht. Bei sehr vielen Kommentaren dauert das einige Minuten.'
      : `${count} Personen werden gelöscht. Bei sehr vielen Kommentaren dauert das einige Minuten.`,
  gone: 'Eine dieser Personen ist hier nicht mehr bekannt. Bitte suchen Sie noch einmal.',
};
