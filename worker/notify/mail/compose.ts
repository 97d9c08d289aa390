import { locales } from '../../locales/locales';
import { languageOf } from '../../locales/voice';
import { asHtml } from './as-html';
import { asText } from './as-text';
import { forHeader } from './clean';
import { inWords, type Letter } from './letter';
import { most } from './most';
import type { Whose } from './returned';

/** A mail in words, as every way takes it. Nothing in it has a line break that is not in a body. */
export interface Mail {
  /** Without angle brackets, as in `Message-ID`. */
  id: string;
  to: string;
  from: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** Whose it is, for where it comes back. */
  whose?: Whose;
  /** All others, by their names. */
  headers: Record<string, string>;
}

/** Puts a letter into words. `sender`: the address that all mails come from. */
export function compose(letter: Letter, sender: string): Mail {
  const { subject, ...body } = inWords(letter);
  const domain = new URL(`http://${sender.slice(sender.lastIndexOf('@') + 1)}`).hostname;
  const nameOf = (id: string) => `${id.replace(/[^\w.-]/g, '.')}@${domain}`;
  return {
    id: nameOf(letter.id),
    to: letter.to,
    from: { name: senderName(letter), address: sender },
    subject: forHeader(subject, most.subject) || plain(letter.from.site),
    text: asText(body),
    html: asHtml(body, subject, languageOf(letter.voice)),
    ...(letter.whose && { whose: letter.whose }),
    headers: {
      ...conversation(letter, nameOf),
      'Auto-Submitted': 'auto-generated',
      'Content-Language': languageOf(letter.voice),
      ...(letter.stop && {
        'List-Unsubscribe': `<${new URL(letter.stop).href}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  };
}

/** Every letter of a conversation refers to the same beginning, which is no letter itself: so the first that comes is no exception. */
function conversation({ conversation, follows }: Letter, nameOf: (id: string) => string): Record<string, string> {
  if (conversation === undefined) return {};
  const ids = [`conversation.${conversation}`, ...(follows === undefined ? [] : [follows])].map(
    (id) => `<${nameOf(id)}>`,
  );
  return { 'In-Reply-To': ids.at(-1) ?? '', References: ids.join(' ') };
}

/** What an address is written with has no place in a name: nobody is to take the one for the other. */
const plain = (name: string) => forHeader(name.replace(/[<>"\\@,;()[\]]/g, ' '), most.name);

function senderName({ voice, from: { name, site } }: Letter): string {
  const on = plain(site);
  const by = name === undefined ? '' : plain(name);
  return by === '' ? on : locales[voice].mail.from(by, on);
}
