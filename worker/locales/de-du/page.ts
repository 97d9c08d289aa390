import { page as sie } from '../de/page';
import { sayOtherwise } from '../otherwise';
import type { PageTexts } from '../texts';

export const page: PageTexts = sayOtherwise(sie, {
  goneToAnswer: 'Den Kommentar, auf den du antworten wolltest, gibt es nicht mehr.',
  votes: {
    counted: 'Deine Stimme zählt. Von jedem Internetanschluss zählt eine, die neueste.',
    back: 'Deine Stimme ist zurückgenommen.',
  },
  status: {
    title: 'Dein Kommentar',
    published: 'Dein Kommentar ist veröffentlicht.',
    held: 'Dein Kommentar wartet auf Freigabe.',
    rejected: 'Dein Kommentar ist nicht veröffentlicht.',
    spam: 'Dein Kommentar ist nicht veröffentlicht.',
    withdrawn: 'Du hast diesen Kommentar zurückgenommen.',
    secret:
      'Diese Seite ist nur über ihre Adresse zu finden. Wer sie hat, kann den Kommentar ändern, ihn zurücknehmen und für dich widersprechen.',
  },
  own: {
    saved: 'Deine Änderung ist gespeichert.',
    heard: {
      asked:
        'Was entschieden wird, steht dann auf dieser Seite und in einer Mail, sobald du deine Adresse bestätigt hast.',
    },
    there: 'Zu deinem Kommentar',
    feed: 'Antworten auf deine Kommentare auf dieser Website, als Feed:',
    feedHint: 'Seine Adresse zeigt, welche Kommentare von dir sind, und öffnet sonst nichts.',
    keep: 'Hebe diese Adresse auf: Nur über sie findest du deinen Kommentar wieder, um ihn zu ändern oder zurückzunehmen.',
    left: (duration) => `Noch etwa ${duration} lang kannst du ihn ändern oder zurücknehmen, bis`,
    whileHeld: 'Solange er wartet, kannst du ihn ändern oder zurücknehmen.',
  },
  appeal: {
    open: 'Dein Widerspruch ist angekommen und wartet auf Antwort.',
    kept: 'Über deinen Widerspruch ist entschieden: Es bleibt dabei.',
  },
  readerMail: {
    text: (address, site) =>
      `Mails über Antworten auf ${site} und darüber, was über deine Kommentare entschieden wird, gehen dann an ${address}.`,
    usedText:
      'Er ist älter als zwei Tage, oder Mails an diese Adresse wurden beendet. Mit dem Haken unter dem nächsten Kommentar bekommst du einen neuen.',
    stopText: 'Von dort kommt dann gar keine Mail mehr an deine Adresse.',
    stoppedText: (site) =>
      `Von den Kommentaren auf ${site} kommt keine Mail mehr. Willst du doch wieder welche, dann setze den Haken unter einem Kommentar und bestätige neu.`,
  },
  mine: {
    title: (site: string) => `Was ${site} über dich weiß`,
    intro:
      'Alles, was bei den Kommentaren hier über dich in diesem Browser gespeichert ist. Die Adresse dieser Seite gilt eine Stunde.',
    nothing: 'Über dich ist hier nichts bekannt.',
    comments: 'Was du geschrieben hast',
    appealed: 'Dein Widerspruch:',
    votes: 'Deine Stimmen',
    ban: 'Deine Kommentare werden hier zurückgehalten:',
    what: 'Gelöscht werden Texte, Name, Adresse, Website, Stimmen und Wünsche nach Mail. Wo andere geantwortet haben, bleibt eine leere Stelle, damit ihre Antworten verständlich bleiben. Was andere von dir zitieren, gehört ihnen und bleibt; ebenso, dass und wie oft du geschrieben hast, als bloße Zahlen. Was per Mail, Chat oder an einen Dienst verschickt wurde, lässt sich nicht zurückholen.',
    usedText: 'Die Adresse galt eine Stunde. Eine neue bekommst du unter den Kommentaren, dort, wo man schreibt.',
    byMail: {
      title: (site: string) => `Ansehen, was ${site} über dich weiß`,
      text: 'Hast du hier eine E-Mail-Adresse bestätigt, dann geht eine Mail mit einem Link dorthin. Er öffnet eine Stunde lang in jedem Browser alles, was über dich bekannt ist: zum Lesen, Mitnehmen und Löschen.',
      sent: 'Wurde diese Adresse hier bestätigt, dann ist eine Mail mit dem Link unterwegs. Bitte sieh auch im Spam nach. Am Tag gibt es höchstens drei solcher Mails.',
      none: 'Dieser Server verschickt keine Mails. In dem Browser, in dem du geschrieben hast, bekommst du die Seite unter den Kommentaren, dort, wo man schreibt.',
    },
  },
  notify: {
    hint: 'Zuerst kommt eine Mail mit einem Link; wenn du dort bestätigt hast, erfährst du von Antworten und davon, was über deine Kommentare entschieden wird, und in jeder Mail steht ein Link, der das beendet.',
  },
  reporting: {
    noticeHint: 'Mit Begründung, Namen und E-Mail-Adresse. Du bekommst eine Bestätigung und eine Antwort.',
  },
});
