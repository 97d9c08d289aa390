import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { EventKind } from '../../../worker/contract/targets';
import { WebhookEvent } from '../../../worker/contract/webhooks';
import { nodeOutgoing } from '../../../worker/host/node/outgoing';
import { targetChannel } from '../../../worker/notify/target';

const page = readFileSync('docs/webhooks.md', 'utf8');
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** Runs what the page says to run. */
async function runExample(): Promise<Server> {
  const [, code = ''] = /```js\n(.*?)```/s.exec(page) ?? [];
  const folder = 'node_modules/.cache/webhook-docs';
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/receiver.mjs`, code);
  vi.stubEnv('WEBHOOK_SECRET', secret);
  const { server } = await import(/* @vite-ignore */ `${process.cwd()}/${folder}/receiver.mjs`);
  rmSync(folder, { recursive: true });
  return server;
}

test('the receiver in the documentation takes what is signed, once, and nothing else', async () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  const server = await runExample();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { send } = targetChannel(nodeOutgoing({ loopback: true }));
  const event: WebhookEvent = { type: 'test', timestamp: '2026-01-01T00:00:00.000Z', data: { site: 'blog.example' } };
  const message = { id: 'one', address: { kind: 'webhook', url } as const, event, voice: 'en' as const, desk: '' };
  const older = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
  expect(await send({ ...message, secrets: [secret] })).toMatchObject({ kind: 'sent', said: '204' });
  expect(await send({ ...message, secrets: [older, secret] })).toMatchObject({ kind: 'sent' });
  expect(await send({ ...message, secrets: [older] })).toMatchObject({ kind: 'again', said: '401' });
  expect(await send({ ...message, secrets: [] })).toMatchObject({ kind: 'again', said: '401' });
  expect(said.mock.calls).toEqual([['test', '']]);
  await new Promise((resolve) => server.close(resolve));
});

test('the documentation names every event', () => {
  for (const kind of [...EventKind.options, 'test']) expect(page).toContain(`\`${kind}\``);
  expect(WebhookEvent.options).toHaveLength(EventKind.options.length + 1);
});

test('what was stored wrongly is an outcome as well, and is not repeated', async () => {
  const { send } = targetChannel(nodeOutgoing({ loopback: true }));
  const event: WebhookEvent = { type: 'test', timestamp: '2026-01-01T00:00:00.000Z', data: { site: 'blog.example' } };
  const message = { id: 'one', event, voice: 'en' as const, desk: 'https://comments.example/desk/#/blog.example' };
  const wrong = [
    { ...message, address: { kind: 'webhook', url: 'http://127.0.0.1:1/hidden' }, secrets: ['whsec_hidden!'] },
    { ...message, address: { kind: 'gotify', url: 'hidden', token: 'hidden' }, secrets: [] },
    { ...message, address: { kind: 'slack', url: 'hidden' }, secrets: [] },
    { ...message, address: { kind: 'gotify', url: 'http://127.0.0.1:1/', token: 'hidden\r\nX-Evil: 1' }, secrets: [] },
  ] as const;
  for (const one of wrong) {
    const sent = await send({ ...one, secrets: [...one.secrets] });
    expect(sent.kind).toBe('again');
    expect(sent.said).not.toMatch(/hidden|Evil/);
  }
});
