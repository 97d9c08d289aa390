import * as z from 'zod';

/** Characters as a reader counts them: code points, not UTF-16 units. */
const characters = (text: string) => [...text].length;

/** C0 and C1 controls except tab and line feed, and the bidirectional overrides that can disguise text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

const tidy = (text: string) => text.toWellFormed().replace(/\r\n?/g, '\n').replace(unprintable, '');

/** One line of text: controls and line breaks removed, trimmed, `min` to `max` characters. */
export const line = (min: number, max: number) =>
  z
    .string()
    .max(max * 10)
    .transform((text) => tidy(text).replace(/\s+/g, ' ').trim())
    .refine((text) => characters(text) >= min, { params: { code: 'required' }, message: 'This is required.' })
    .refine((text) => characters(text) <= max, {
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
    .refine((value) => characters(value.trim()) >= min, {
      params: { code: 'required' },
      message: 'This is required.',
    })
    .refine((value) => characters(value) <= max, {
      params: { code: 'too-long' },
      message: `At most ${max} characters.`,
    });

const isHttp = (value: string) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && !url.username && !url.password;
};

/** An absolute http or https address without user information. */
export const HttpUrl = z
  .string()
  .trim()
  .max(2000)
  .refine(isHttp, { params: { code: 'invalid' }, message: 'An address that starts with https:// or http://.' });

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
export const Language = z.enum(['de', 'en']);
export type Language = z.infer<typeof Language>;
