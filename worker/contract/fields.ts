import * as z from 'zod';
import { type Language as LanguageTag, languages } from './languages';

/** Characters as a reader counts them: code points, not UTF-16 units. */
const characters = (text: string) => [...text].length;

/** Whether there are at most so many; mostly that is plain from the units, of which there are as many or more. */
const isWithin = (text: string, max: number) => text.length <= max || characters(text) <= max;

/**
 * What a text has no use for and can be disguised with: C0 and C1 controls except tab and line feed, the controls that
 * override, embed or isolate directions, their deprecated kin, annotations, and noncharacters. `text/markdown.ts` keeps the
 * same from coming back as character references.
 */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ufdd0-\ufdef]|\p{Noncharacter_Code_Point}/gu;

const tidy = (text: string) => text.toWellFormed().replace(/\r\n?/g, '\n').replace(unprintable, '');

/** What takes no ink: spaces, marks with nothing to stand on, and characters that are left out when drawn. */
const invisible = /[\p{Z}\p{M}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\s\u2800\u{1d159}]/gu;

/** Whether at least so many characters are there, and where any is asked for, one that can be seen. */
const isGiven = (text: string, min: number) =>
  (min <= 1 ? text.length : characters(text)) >= min && (min === 0 || text.replace(invisible, '') !== '');

/** One line of text: controls and line breaks removed, trimmed, `min` to `max` characters. */
export const line = (min: number, max: number) =>
  z
    .string()
    .max(max * 10)
    .transform((text) => tidy(text).replace(/\s+/g, ' ').trim())
    .refine((text) => isGiven(text, min), { params: { code: 'required' }, message: 'This is required.' })
    .refine((text) => isWithin(text, max), {
      params: { code: 'too-long' },
      message: `At most ${max} characters.`,
    });

/** Text of several lines: controls removed, line ends unified, trimmed, `min` to `max` characters. */
export const text = (min: number, max: number) =>
  z
    .string()
    .transform((value) =>
      tidy(value)
        .replace(/^(?:[ \t]*\n)+/, '')
        .trimEnd(),
    )
    .refine((value) => isGiven(value.trim(), min), {
      params: { code: 'required' },
      message: 'This is required.',
    })
    .refine((value) => isWithin(value, max), {
      params: { code: 'too-long' },
      message: `At most ${max} characters.`,
    });

const isHttp = (value: string) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && !url.username && !url.password;
};

/** An absolute http or https address without user information, as browsers read it: no line breaks, no backslashes. */
export const HttpUrl = z
  .string()
  .trim()
  .max(2000)
  .refine(isHttp, { params: { code: 'invalid' }, message: 'An address that starts with https:// or http://.' })
  .transform((value) => (isHttp(value) ? new URL(value).href : value))
  .refine((value) => value.length <= 6000, {
    params: { code: 'too-long' },
    message: 'At most 6000 characters, encoded.',
  });

/** An e-mail address, also an internationalised one (RFC 6531): letters of any script on both sides. */
export const Email = z
  .string()
  .trim()
  .max(254)
  .transform((value) => value.normalize('NFC'))
  .refine(isEmail, { params: { code: 'invalid' }, message: 'An e-mail address such as name@example.de.' })
  .meta({ format: 'idn-email' });

/** A dot-atom (RFC 5322, 3.2.3), with letters of any script (RFC 6531, 3.3). */
const localPart = /^(?=.{1,64}$)[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const domainPart = /^[\p{L}\p{M}\p{N}-]+(\.[\p{L}\p{M}\p{N}-]+)+$/u;
/** Its labels in ASCII (RFC 5890), the last of them no number. */
const asciiDomain = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$/;

function isEmail(value: string): boolean {
  const [local = '', domain = '', ...more] = value.split('@');
  if (more.length > 0 || !localPart.test(local) || !domainPart.test(domain)) return false;
  return URL.canParse(`http://${domain}`) && asciiDomain.test(new URL(`http://${domain}`).hostname);
}

/** A site's name: its host name in lower case (RFC 1123 labels, internationalised names as Punycode). */
export const SiteName = z
  .string()
  .max(253)
  .regex(
    /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/,
    'A host name such as blog.example.de.',
  );
export type SiteName = z.infer<typeof SiteName>;

/** An origin as browsers send it: scheme, host and port, nothing after. */
export const Origin = z
  .string()
  .max(300)
  .refine((value) => isHttp(value) && new URL(value).origin === value, {
    params: { code: 'invalid' },
    message: 'An origin such as https://blog.example.de, with no path.',
  });

/** A thread's key: the canonical page path, or what the page chose. */
export const ThreadKey = line(1, 512);

/** A ULID: sorts by time of creation. */
export const Id = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'An id as this API gives it.');

/** Milliseconds since 1970 as an ISO 8601 string in UTC. */
export const Time = z.iso.datetime({ precision: 3 });

export const Body = text(1, 10_000);

/** A language of texts that Plausch says: the site's, the reader's, the desk's. */
export const Language = z.enum(Object.keys(languages) as [LanguageTag, ...LanguageTag[]]);
export type Language = z.infer<typeof Language>;

/** How a site speaks to its readers where the language makes a difference: in German with "Sie" or with "du". */
export const Tone = z.enum(['formal', 'familiar']);
export type Tone = z.infer<typeof Tone>;
