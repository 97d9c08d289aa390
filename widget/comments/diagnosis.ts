import type { Thread } from './thread';
import type { RequestFailed } from './thread-client';
import { textsFor } from './voice';

/** Says that a comment is gone. */
export async function sayGone(thread: Thread): Promise<void> {
  thread.said = (await textsFor(thread, 'trouble')).gone;
}

/** Tells whoever embeds the comments why they cannot be loaded and what to do: shortly in the page, fully on the console. */
export async function explain(thread: Thread, failure: RequestFailed): Promise<void> {
  const { client } = thread;
  const { site, server } = client;
  const { origin, protocol } = location;
  const { code, errors = [] } = failure;
  const words = await textsFor(thread, 'trouble');
  const attributes = errors.map(({ pointer }) => pointer.slice(1)).join(', ');
  const [hint, advice] =
    code === 'origin-not-allowed'
      ? [
          words.origin(origin, site),
          `${origin} is not one of the origins of the site "${site}". Add it at ${server}desk/#/${site}/settings under "Pages that may show the comments".`,
        ]
      : code === 'unknown-site'
        ? [
            words.site(new URL(server).host, site),
            `${server} has no site "${site}". Set the attribute "site" of <plausch-comments> to a name that "npm run site -- list" shows; without it, it is the host name of the page. Or open the site: npm run site -- add ${site}`,
          ]
        : code === 'invalid-fields' && attributes
          ? [
              words.attribute(attributes),
              `<plausch-comments> needs another value for: ${attributes}. ${errors.map(({ detail }) => detail).join(' ')}`,
            ]
          : [
              '',
              code !== 'network'
                ? `${server} gave an answer that is not Plausch's (${code}).`
                : protocol === 'https:' && server.startsWith('http:')
                  ? `This page comes by https and ${server} does not: browsers block that. Serve Plausch by https, too.`
                  : `${server} did not answer. Where the page has a Content-Security-Policy, it needs: connect-src ${new URL(server).origin}`,
            ];
  console.error(`Plausch: ${advice}`);
  if (client === thread.client && thread.hint !== undefined) thread.hint = hint;
}
