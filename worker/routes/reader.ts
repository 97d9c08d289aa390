import type { NewChallenge, Submitted } from '../contract/comment';
import { reader } from '../contract/operations/reader';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import { acceptedEncoding } from '../http/encoding';
import { mailServer } from '../http/own-origin';
import { requestDigest } from '../http/parse';
import type { ReadyAnswers } from '../http/ready-answers';
import { networkOf } from '../middleware/limit';
import { checkProof, newChallenge } from '../proof/challenge';
import { trapName } from '../proof/trap';
import { readyPage } from '../site/base/page-memo';
import { htmlOf } from '../site/comments/html';
import { askAfterwards, askOutside, askOutsideAgain, turnstileFor } from './ask-services';
import { Answered, register } from './registration';

const pageHeaders = { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' };

/** What readers' browsers call, from the site's own pages. No cookie: an author's token goes in a header. */
export const readerRoutes = (platform: Platform, ready: ReadyAnswers) =>
  register(platform, reader, {
    'GET /comments': async ({ c, site, entry, query }) => {
      const revision = platform.revision(entry.site);
      const page = await site.thread(query, acceptedEncoding(c.req.raw));
      return ready.answer(c, page, { site: entry.site, revision, own: pageHeaders });
    },

    'GET /newest': async ({ c, site, entry, query }) => {
      const revision = platform.revision(entry.site);
      const page = await site.newest(query.thread, acceptedEncoding(c.req.raw));
      return ready.answer(c, page, { site: entry.site, revision, own: pageHeaders });
    },

    'GET /since': async ({ c, site, entry, query }) => {
      const revision = platform.revision(entry.site);
      const page = await site.since(query, acceptedEncoding(c.req.raw));
      return ready.answer(c, page, { site: entry.site, revision, own: pageHeaders });
    },

    'GET /own': ({ site, query, token }) => site.own(query, token),

    'POST /comments': async ({ c, site, entry, token, key, body: { form, ...comment } }) => {
      const place = { site: entry.site, thread: comment.thread.key };
      const nonce = form?.proof === undefined ? undefined : await checkProof(platform.config.secret, form.proof, place);
      const proven = { token, key, request: key ? requestDigest(comment) : '', nonce };
      const outside = await askOutside(c, platform, { ...comment, turnstile: form?.turnstile }, proven);
      const submitted = await site.submit(
        { ...comment, html: htmlOf(comment.body) },
        {
          ...proven,
          network: networkOf(c, platform),
          form: form && { writing: form.writing ?? null, inputs: form.inputs ?? null, pasted: form.pasted ?? null },
          trap: form?.trap ?? '',
          proof: nonce ? 'solved' : 'missing',
          outside,
          server: mailServer(c, platform),
        },
      );
      await askAfterwards(c, platform, outside, submitted);
      return answerSubmitted(submitted);
    },

    'PATCH /comments/{id}': async ({ c, site, id, token, body: { body, version } }) => {
      const outside = await askOutsideAgain(c, platform, () => site.editable(id, token), body);
      const draft = { body, html: htmlOf(body), version };
      const submitted = await site.edit(id, draft, token, { network: networkOf(c, platform), outside });
      await askAfterwards(c, platform, outside, submitted);
      return answerSubmitted(submitted);
    },

    'DELETE /comments/{id}': ({ site, id, token }) => site.withdraw(id, token),

    'PUT /comments/{id}/vote': ({ c, site, id, token, body }) =>
      site.vote(id, body.value, token, networkOf(c, platform)),

    'POST /comments/{id}/reports': ({ c, site, id, body }) => site.report(id, body, c.var.network),

    'POST /comments/{id}/appeal': ({ site, id, token, body }) => site.appeal(id, body.text, token),

    'POST /comments/{id}/notices': ({ c, site, id, body }) => site.notice(id, body, c.var.network),

    'GET /mine': ({ site, token, query }) => site.mine(token, query.after),

    'POST /mine/link': ({ site, token }) => site.mineLink(token),

    'POST /mine/mail': async ({ c, site, body: { email } }) => {
      if (!platform.mail) throw new Refusal('no-mail');
      await site.mailMine(email, networkOf(c, platform));
    },

    'DELETE /mine': async ({ site, token }) => {
      const author = await site.authorOf(token);
      if (author !== undefined) await site.forget([author]);
    },

    'GET /counts': async ({ site, query }) =>
      new Answered(200, { counts: await site.counts(query.thread) }, { 'Cache-Control': 'no-cache' }),

    'GET /former': ({ site, query }) => site.former(query),

    'GET /latest': async ({ c, site, entry, query }) => {
      const revision = platform.revision(entry.site);
      const page = readyPage(JSON.stringify(await site.headlines(query.count)), acceptedEncoding(c.req.raw));
      return ready.answer(c, page, { site: entry.site, revision, own: pageHeaders });
    },

    'GET /challenge': async ({ c, site, entry, token, query: { thread } }) => {
      const { secret } = platform.config;
      const attempts = await site.difficulty(networkOf(c, platform), token);
      // The library's type leaves open what every challenge of ours has.
      const challenge = (await newChallenge(
        secret,
        { site: entry.site, thread },
        attempts,
      )) as NewChallenge['challenge'];
      const turnstile = await turnstileFor(site, platform);
      const notify = platform.mail !== undefined && (await site.settings()).notify;
      return { challenge, trap: trapName(secret, entry.site), turnstile, notify };
    },

    'POST /preview': ({ body }) => ({ html: htmlOf(body.body) }),
  });

const answerSubmitted = (submitted: Submitted) => new Answered(submitted.status === 'published' ? 201 : 202, submitted);
