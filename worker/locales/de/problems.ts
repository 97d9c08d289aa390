import type { ProblemTexts } from '../texts';

export const problems: ProblemTexts = {
  told: {
    'not-found': {
      title: 'Hier ist nichts',
      text: 'Vielleicht ist die Adresse unvollständig, oder was hier stand, gibt es nicht mehr.',
    },
    'unknown-site': {
      title: 'Diese Website gibt es hier nicht',
      text: 'Auf diesem Server liegen keine Kommentare einer Website, die so heißt. Vielleicht ist die Adresse falsch geschrieben.',
    },
    'unknown-comment': {
      title: 'Diesen Kommentar gibt es nicht mehr',
      text: 'Er wurde inzwischen zurückgenommen oder entfernt.',
    },
    'invalid-fields': {
      title: 'Diese Adresse ist unvollständig',
      text: 'Ein Teil von ihr fehlt oder ist falsch. Über den Beitrag selbst geht es zu seinen Kommentaren.',
    },
    'thread-closed': {
      title: 'Diese Diskussion ist jetzt geschlossen',
      text: 'Neue Kommentare sind hier nicht mehr möglich.',
    },
    'vote-not-taken': {
      title: 'Diese Stimme zählt hier nicht',
      text: 'Auf dieser Website lässt sich nicht abstimmen, oder nicht gegen Kommentare.',
    },
    banned: {
      title: 'Hier zu schreiben ist Ihnen derzeit nicht möglich',
      text: 'Wer moderiert, hat das so entschieden.',
    },
    'unknown-parent': {
      title: 'Der Kommentar, auf den Sie antworten, ist nicht mehr da',
      text: 'Als eigenen Kommentar können Sie Ihren Text trotzdem absenden.',
    },
    'key-reused': {
      title: 'Aus diesem Formular ist schon ein Kommentar gekommen',
      text: 'Soll dieser Text ein weiterer werden, dann senden Sie ihn noch einmal ab.',
    },
    'already-appealed': {
      title: 'Sie haben schon widersprochen',
      text: 'Gegen jede Entscheidung geht das einmal.',
    },
    'window-closed': {
      title: 'Dieser Kommentar lässt sich nicht mehr ändern oder zurücknehmen',
      text: 'Die Frist dafür ist vorbei, oder es wurde inzwischen über ihn entschieden.',
    },
    'changed-elsewhere': {
      title: 'Dieser Kommentar wurde inzwischen anderswo geändert',
      text: 'Oben steht, wie er jetzt lautet. Der neue Text steht noch unten; noch einmal gespeichert, tritt er an diese Stelle.',
    },
    'too-many': { title: 'Das war viel auf einmal', text: 'Deshalb ist hier eine Pause nötig.' },
    'too-large': {
      title: 'Das ist zu lang',
      text: 'Ein Kommentar hat höchstens 10.000 Zeichen. Mit „Zurück“ kommen Sie zu Ihrem Text und können ihn kürzen.',
    },
    'origin-not-allowed': {
      title: 'Dieses Formular kam von einer fremden Seite',
      text: 'Damit niemand in Ihrem Namen schreibt, wurde nichts gespeichert. Bitte öffnen Sie das Formular auf diesem Server.',
    },
    'unsupported-type': {
      title: 'So lässt sich das nicht absenden',
      text: 'Bitte benutzen Sie das Formular auf dieser Seite.',
    },
  },
  statuses: {
    403: { title: 'Das ist hier nicht erlaubt', text: 'Es wurde nichts geändert.' },
    404: { title: 'Hier ist nichts', text: 'Vielleicht ist die Adresse unvollständig oder veraltet.' },
    409: { title: 'Das geht nicht mehr', text: 'Inzwischen hat sich etwas geändert. Bitte laden Sie die Seite neu.' },
    503: { title: 'Das geht gerade nicht', text: 'Bitte versuchen Sie es in ein paar Minuten noch einmal.' },
    507: {
      title: 'Der Server kann gerade nichts speichern',
      text: 'Lesen geht weiter. Bitte senden Sie Ihren Text später noch einmal ab.',
    },
  },
  other: {
    title: 'Auf dem Server ist etwas schiefgegangen',
    text: 'Es liegt nicht an Ihnen. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
  },
  fields: { title: 'Noch nicht abgeschickt', text: 'Bitte sehen Sie sich diese Angaben noch einmal an:' },
  retry: (duration) => `In ${duration} geht es weiter.`,
  kept: 'Was Sie geschrieben haben:',
  toSite: (host) => `Zu ${host}`,
  about: 'Was ist das für ein Server?',
};
