import type { Comment, ThreadQuery } from '../../contract/comment';
import type { Addresses } from '../../contract/place';
import type { Refusal } from '../../errors';
import type { PageTexts } from '../../locales/texts';
import type { PlainPage } from '../../site/reading/plain-page';

/** What was entered, as it came: shown again when something is wrong with it. */
export type Entered = Partial<Record<'name' | 'email' | 'website' | 'body' | 'notify' | 'of' | 'pace', string>>;

/** All that a plain page shows. */
export interface PageView {
  site: string;
  /** The origin under which this server is known; empty: under none that it can be sure of. */
  origin: string;
  /** Whether there is a page about how the site is moderated. */
  transparency: boolean;
  /** Whether answers can be told of by mail. */
  notify: boolean;
  texts: PageTexts;
  /** Which part of the thread was asked for. */
  query: ThreadQuery;
  addresses: Addresses;
  page: PlainPage;
  /** The comment whose answers these are, where they stand on a page of their own. */
  root: Comment | undefined;
  /** The comment that is being answered. */
  answers: Comment | undefined;
  /** That the comment is not there any more to which the address leads, or that was to be answered. */
  gone: string | undefined;
  entered: Entered;
  /** Why the form that was sent was not taken. */
  refused: Refusal | undefined;
  /** What became of the comment that was just sent, or of a vote. */
  sent: string | undefined;
  /** What was just done with the comment around which this is. */
  voted: 'counted' | 'back' | undefined;
  /** Sent along, so that a form that is sent twice makes one comment. */
  key: string;
  /** When the form was handed out, signed. */
  opened: string;
  /** What the field is called that people do not see. */
  trap: string;
}
