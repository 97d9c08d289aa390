import type { Language } from '../contract/fields';

/** The words of the plain pages. */
export const pageTexts = {
  de: {
    comments: (count: number) => `Kommentare: ${count}`,
    write: 'Kommentar schreiben',
    replyTo: (name: string) => `Antwort an ${name}`,
    reply: 'Antworten',
    text: 'Text',
    name: 'Name',
    email: 'E-Mail (freiwillig, wird nie gezeigt)',
    website: 'Website (freiwillig)',
    send: 'Absenden',
    more: 'Weitere Kommentare',
    back: 'Zum Beitrag',
    closed: 'Diese Diskussion ist geschlossen.',
    removed: 'Dieser Kommentar wurde entfernt.',
    published: 'Danke! Der Kommentar ist veröffentlicht.',
    held: 'Danke! Der Kommentar wartet auf Freigabe.',
    answers: (name: string) => `antwortet ${name}`,
    leaveEmpty: 'Dieses Feld bitte leer lassen',
    errors: {
      required: 'Bitte ausfüllen.',
      'too-long': 'Das ist zu lang.',
      invalid: 'Bitte prüfen.',
      unknown: 'Bitte prüfen.',
    },
  },
  en: {
    comments: (count: number) => `Comments: ${count}`,
    write: 'Write a comment',
    replyTo: (name: string) => `Reply to ${name}`,
    reply: 'Reply',
    text: 'Text',
    name: 'Name',
    email: 'E-mail (optional, never shown)',
    website: 'Website (optional)',
    send: 'Send',
    more: 'More comments',
    back: 'To the post',
    closed: 'This discussion is closed.',
    removed: 'This comment has been removed.',
    published: 'Thank you! Your comment is published.',
    held: 'Thank you! Your comment waits for approval.',
    answers: (name: string) => `answers ${name}`,
    leaveEmpty: 'Leave this field empty',
    errors: {
      required: 'Please fill this in.',
      'too-long': 'This is too long.',
      invalid: 'Please check this.',
      unknown: 'Please check this.',
    },
  },
} as const satisfies Record<Language, unknown>;

export type PageTexts = (typeof pageTexts)[Language];
