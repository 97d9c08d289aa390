import { Hono } from 'hono';
import * as z from 'zod';
import { ThreadQuery } from '../../contract/comment';
import { Id } from '../../contract/fields';
import { addressesOf } from '../../contract/place';
import type { Refusal } from '../../errors';
import type { Platform } from '../../host/platform';
import type { AppEnv } from '../../http/env';
import { formFields, limitBody, parse, part } from '../../http/parse';
import { showAgain } from '../../http/problem';
import { respond } from '../../http/respond';
import { voiceOf } from '../../locales/voice';
import { limit } from '../../middleware/limit';
import { sameOrigin } from '../../middleware/same-origin';
import { site } from '../../middleware/site';
import { pageHtml } from './html';
import { refusedWords, respondRefused } from './problem';
import { viewOf } from './thread';

type Fields = Record<string, string | undefined>;

/** The buttons of a comment: which was pressed says what is wanted, and its value of which comment. */
const buttons = { up: 1, down: -1, back: 0 } as const;
const Button = z.enum(['up', 'down', 'back']);

/** Voting on a plain page: one form for all comments on it. Who votes is known by their network alone, as who reports is. */
export function votePageRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.post(
    '/:site/vote',
    site(platform),
    sameOrigin(platform),
    limitBody,
    showAgain(async (c, refusal) => {
      const fields = await formFields(c);
      const [, comment] = readVote(fields);
      const view = await viewOf(c, platform, { ...placeIn(fields), around: comment }, undefined);
      return respondRefused(c, refusal, pageHtml({ ...view, sent: wordsOf(refusal, view) }));
    }),
    limit(platform, 'vote'),
    async (c) => {
      const fields = await formFields(c);
      const [button, comment] = readVote(fields);
      const { at } = addressesOf(c.var.entry.site, placeIn(fields));
      await c.var.site.voteUnnamed(comment, buttons[button], c.var.network);
      const voted = button === 'back' ? 'back' : 'counted';
      return respond(c, 303, null, { Location: `${at({ around: comment })}&voted=${voted}#plausch-${comment}` });
    },
  );

  return routes;
}

/** Why a vote was not taken; where its comment is gone, the page says that itself. */
const wordsOf = (refusal: Refusal, { gone, page }: Awaited<ReturnType<typeof viewOf>>) =>
  gone === undefined ? refusedWords(refusal, voiceOf(page.thread)) : undefined;

/** Which button was pressed, at which comment. @throws Refusal `not-found` where none was. */
function readVote(fields: Fields): [button: z.infer<typeof Button>, comment: string] {
  const button = part(
    Button,
    Object.keys(buttons).find((name) => fields[name] !== undefined),
  );
  return [button, part(Id, fields[button])];
}

/** The thread, in the order in which it was read. @throws Refusal `invalid-fields`. */
const placeIn = ({ thread, sort }: Fields): ThreadQuery => parse(ThreadQuery, { thread, sort });
