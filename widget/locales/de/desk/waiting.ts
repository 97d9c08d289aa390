import type { reasonsToWait as english } from '../../en/desk/waiting';

/** Why a comment waits, in German. */
export const reasonsToWait: typeof english = {
  everyone: 'Auf dieser Website wartet jeder Kommentar, bis jemand ihn freigibt.',
  newcomer: ({ published, knownAfter }) => {
    if (published >= knownAfter) return 'Als er geschrieben wurde, ließen die Einstellungen ihn warten.';
    if (published > 0)
      return `Bisher ${published} veröffentlicht: diese Website lässt Neue warten, bis es ${knownAfter} sind.`;
    if (knownAfter === 1) return 'Ein erster Kommentar: diese Website lässt Neue einmal warten.';
    return `Ein erster Kommentar: diese Website lässt Neue warten, bis ${knownAfter} Kommentare von ihnen veröffentlicht sind.`;
  },
  rule: (rule) => `Die Regel „${rule}“ bittet um einen Blick.`,
  muted: (reason) => (reason ? `Wer schreibt, ist stummgeschaltet: ${reason}` : 'Wer schreibt, ist stummgeschaltet.'),
  service: (service) => `${service} hat noch nicht geantwortet und wird wieder gefragt.`,
  doubt: (sum, from) => `Die Prüfungen kommen zusammen auf ${sum}; ab ${from} sieht erst jemand hin.`,
  spam: (sum, from) => `Die Prüfungen kommen zusammen auf ${sum}; ab ${from} gilt ein Kommentar als Spam.`,
  nothingElse: 'Sonst fällt nichts auf.',
};
