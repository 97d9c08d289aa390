import type { ProblemCode } from '../contract/problem';
import type { Voice } from '../site/voice';
import { problemDu } from './page-du';

/** What happened, and what to do now. */
interface ProblemText {
  title: string;
  text: string;
}

export interface ProblemTexts {
  /** What a person can meet on a plain page. */
  told: Partial<Record<ProblemCode, ProblemText>>;
  /** Whatever else there is, by its status. */
  statuses: Record<number, ProblemText>;
  other: ProblemText;
  /** A form with fields that need another look. */
  fields: ProblemText;
  /** When to try again. */
  retry: (duration: string) => string;
  /** Above a text that its form cannot be shown for. */
  kept: string;
  /** To the page that comments are on. */
  toSite: (host: string) => string;
  /** To the page that says what this server is. */
  about: string;
}

const de: ProblemTexts = {
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

const en: ProblemTexts = {
  told: {
    'not-found': {
      title: 'Nothing is here',
      text: 'The address may be incomplete, or what was here is gone.',
    },
    'unknown-site': {
      title: 'There is no such site here',
      text: 'This server holds no comments for a website of that name. The address may be misspelt.',
    },
    'unknown-comment': {
      title: 'This comment is gone',
      text: 'It has been taken back or removed.',
    },
    'invalid-fields': {
      title: 'This address is incomplete',
      text: 'Part of it is missing or wrong. The post itself leads to its comments.',
    },
    'thread-closed': {
      title: 'This discussion is closed now',
      text: 'It takes no new comments.',
    },
    banned: {
      title: 'You cannot write here for now',
      text: 'A moderator has decided so.',
    },
    'unknown-parent': {
      title: 'The comment you answer is gone',
      text: 'You can still send your text as a comment of its own.',
    },
    'key-reused': {
      title: 'This form has already sent a comment',
      text: 'If this text is to be another one, send it again.',
    },
    'already-appealed': {
      title: 'You have appealed already',
      text: 'Each decision can be appealed once.',
    },
    'too-many': { title: 'That was a lot at once', text: 'So there has to be a pause.' },
    'too-large': {
      title: 'This is too long',
      text: 'A comment has at most 10,000 characters. “Back” takes you to your text, so that you can shorten it.',
    },
    'origin-not-allowed': {
      title: 'This form came from another website',
      text: 'So that nobody writes in your name, nothing was stored. Please open the form on this server.',
    },
    'unsupported-type': {
      title: 'This cannot be sent like that',
      text: 'Please use the form on this page.',
    },
  },
  statuses: {
    403: { title: 'That is not allowed here', text: 'Nothing was changed.' },
    404: { title: 'Nothing is here', text: 'The address may be incomplete or out of date.' },
    409: {
      title: 'That is no longer possible',
      text: 'Something has changed in the meantime. Please reload the page.',
    },
    503: { title: 'That does not work right now', text: 'Please try again in a few minutes.' },
    507: {
      title: 'The server cannot store anything right now',
      text: 'Reading goes on. Please send your text again later.',
    },
  },
  other: {
    title: 'Something went wrong on the server',
    text: 'It is not your fault. Please try again in a few minutes.',
  },
  fields: { title: 'Not sent yet', text: 'Please have another look at:' },
  retry: (duration) => `You can go on in ${duration}.`,
  kept: 'What you wrote:',
  toSite: (host) => `To ${host}`,
  about: 'What is this server?',
};

/** What the pages say when something does not work. */
export const problemTexts: Record<Voice, ProblemTexts> = { de, 'de-du': problemDu(de), en };
