import type { Context } from 'hono';
import type { Mine } from '../contract/mine';
import type { AppEnv } from '../http/env';
import { respond } from '../http/respond';

/** All that a site knows of somebody, as a file to be taken along. `read`: a page of it. @throws Refusal, as that does. */
export async function mineFile(
  c: Context<AppEnv>,
  site: string,
  read: (after?: string) => Promise<Mine>,
): Promise<Response> {
  return respond(c, 200, inOne(site, await read(), read), {
    'Content-Type': 'application/json',
    'Content-Disposition': `attachment; filename="${site.replaceAll(/[^\w.-]/g, '-')}.json"`,
    'X-Robots-Tag': 'noindex',
  });
}

/** All pages as one file, `MineFile`: a page is read when the one before has been taken, however many there are. */
function inOne(site: string, first: Mine, read: (after: string) => Promise<Mine>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const { mail, ban } = first;
  let page: Mine | undefined = first;
  let part: 'comments' | 'votes' = 'comments';
  let isFirst = true;
  let text = `{"site":${JSON.stringify(site)},"mail":${JSON.stringify(mail)},"ban":${JSON.stringify(ban)},"comments":[`;
  const put = (rows: readonly unknown[]) => {
    for (const row of rows) {
      text += `${isFirst ? '' : ','}\n${JSON.stringify(row)}`;
      isFirst = false;
    }
  };
  return new ReadableStream({
    async pull(controller) {
      if (!page) return controller.close();
      put(part === 'comments' ? page.comments : []);
      if (part === 'comments' && (page.votes.length > 0 || page.next === null)) {
        part = 'votes';
        isFirst = true;
        text += '],"votes":[';
      }
      put(part === 'votes' ? page.votes : []);
      if (page.next === null) text += ']}\n';
      controller.enqueue(encoder.encode(text));
      text = '';
      page = page.next === null ? undefined : await read(page.next);
    },
  });
}
