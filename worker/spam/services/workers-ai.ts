import * as z from 'zod';
import { type Service, ServiceFailed } from './service';

/** The model that is asked (https://developers.cloudflare.com/workers-ai/models/llama-guard-3-8b/). */
export const model = '@cf/meta/llama-guard-3-8b';

/** What the model is given: the comment alone, as somebody's message. */
export interface ModelInput {
  messages: { role: 'user'; content: string }[];
}

/** Runs the model: through the `AI` binding, which cannot be stopped, or over HTTP. */
export type RunModel = (input: ModelInput, signal: AbortSignal) => Promise<unknown>;

/** How Workers AI is reached from elsewhere than Cloudflare (https://developers.cloudflare.com/workers-ai/get-started/rest-api/). */
export interface WorkersAiConfig {
  account: string;
  token: string;
  /** Where Cloudflare's API is: https://api.cloudflare.com/client/v4 */
  url: string;
}

/** The model reads no more than this; what matters stands in the beginning. */
const longest = 4000;
/** "safe", or "unsafe" with the hazards on a line of their own; as an object where the model answers in JSON. */
const Answer = z.object({
  response: z.union([z.string(), z.object({ safe: z.boolean(), categories: z.array(z.string()).default([]) })]),
});
/** Hazards of MLCommons' taxonomy that Llama Guard 3 names: S1 to S14. */
const hazard = /\bS(?:1[0-4]|[1-9])\b/g;

/**
 * Workers AI: a model made for moderation. It weighs nothing: what it finds harmful is shown first among what waits anyway.
 */
export function workersAi(run: RunModel): Service {
  return {
    name: 'workers-ai',
    about: 'text',
    asked: 'waiting',
    unreachable: 'ignore',
    async ask({ body }, signal) {
      const answered = await run({ messages: [{ role: 'user', content: body.slice(0, longest) }] }, signal);
      const { success, data } = Answer.safeParse(answered);
      if (!success) throw new ServiceFailed('Workers AI answered in another form than it says.');
      const { response } = data;
      const text = typeof response === 'string' ? response.trim() : response.safe ? 'safe' : 'unsafe';
      if (!/^(?:un)?safe\b/.test(text)) throw new ServiceFailed(`Workers AI answered: ${text.slice(0, 200)}`);
      if (text.startsWith('safe')) return [];
      const named = typeof response === 'string' ? response : response.categories.join(' ');
      const hazards = [...new Set(named.match(hazard))].join(' ');
      return [{ weight: 0, text: 'harmful', values: { hazards } }];
    },
  };
}

/** Runs the model over HTTP. */
export function overHttp({ account, token, url }: WorkersAiConfig): RunModel {
  return async (input, signal) => {
    const response = await fetch(`${url}/accounts/${encodeURIComponent(account)}/ai/run/${model}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
      signal,
      redirect: 'manual',
    });
    if (!response.ok)
      throw new ServiceFailed(`Workers AI answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
    return ((await response.json()) as { result?: unknown }).result;
  };
}
