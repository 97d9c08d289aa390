import type { Status } from '../../../worker/contract/comment';

const comments = (count: number, shown: string) => `${shown} ${count === 1 ? 'comment' : 'comments'}`;

/** What the desk says to whoever answers a letter, in English. */
export const texts = {
  intro:
    'Somebody writes to you, wants to know what this site knows of them, or wants to have it erased. Here you find whoever it is. A name proves nothing: make sure that the letter is by the same person. A confirmed address from which they write shows it.',
  who: 'Name, e-mail address, or the link or id of a comment',
  find: 'Find',
  nobody: 'Nobody was found. Only whoever has written here, or wants to hear of answers, can be found.',
  found: (count: number) => (count === 1 ? '1 person was found.' : `${count} people were found.`),
  namesakes: 'They have written from different browsers. Whether they are the same person does not show.',
  more: (shown: string) => `${shown} more were found. Please enter more of the name.`,
  among: (shown: string) => `Very many comments have this name. Only the newest ${shown} were looked at.`,
  unsearched: (shown: string) => `${shown} comments are not in the index yet. Please search again in a minute.`,
  nameless: 'Without a name',
  wrote: (count: number, shown: string, first: string, last: string) =>
    `${comments(count, shown)}, ${first === last ? first : `${first} to ${last}`}`,
  wroteNothing: 'No comments',
  address: 'Addresses',
  confirmed: (date: string) => `confirmed on ${date}`,
  unconfirmed: 'not confirmed',
  newest: 'Newest comments',
  team: 'team',
  banned: 'banned',
  choose: (name: string, at: number) => `Select ${name} (${at})`,
  see: 'See everything',
  hide: 'Hide',
  save: 'Save as a file (JSON)',
  saving: 'The browser saves the file.',
  all: (name: string) => `Everything that is known of ${name}`,
  comments: 'Comments',
  status: {
    published: 'published',
    held: 'waiting',
    spam: 'spam',
    rejected: 'rejected',
    withdrawn: 'taken back',
    erased: 'erased',
  } satisfies Record<Status, string>,
  untitled: 'Thread without a title',
  appeal: 'Appeal:',
  votes: 'Votes',
  voteCount: (shown: string, up: string) => `${shown} votes, ${up} of them in favour`,
  mail: 'Mail about answers',
  nothing: 'Nothing is known of them any more.',
  ban: 'Ban',
  next: 'More',
  erase: 'Erase …',
  eraseChosen: (count: number) => (count === 1 ? 'Erase the one selected …' : `Erase the ${count} selected …`),
  sure: (who: string) => `Erase everything of ${who}?`,
  goes: (count: number, shown: string) =>
    `For good: ${comments(count, shown)} with text, name and address, all votes, appeals, messages, and what they wanted to hear of.`,
  stays: 'What others have answered stays; above it stands that something was erased.',
  forGood: 'This cannot be undone. After a backup is restored, it is done again.',
  ofTeam: 'Somebody of your team is among them: what they have answered as the team goes, too.',
  saveFirst: 'If they want to have it, save the file first.',
  now: 'Erase for good',
  leave: 'Leave it',
  begun: (count: number) =>
    count === 1
      ? 'It is being erased. With very many comments that takes a few minutes.'
      : `${count} people are being erased. With very many comments that takes a few minutes.`,
  gone: 'Somebody of them is not known here any more. Please search again.',
};
export type LetterTexts = typeof texts;
