import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { defineConfig } from 'vitest/config';
import { selfSigned } from './test/worker/certificate';
import { mailEventsSecret, mailKey } from './test/worker/mail-known';
import { startMailServers } from './test/worker/mail-servers';
import { startPushService } from './test/worker/push-service';
import { keys, serviceVariables } from './test/worker/services';

const here = (path: string) => new URL(path, import.meta.url).pathname;

/** Where the stand-ins for outside services listen. The Node.js server is told by start-node.ts. */
const services = await new Promise<string>((resolve, reject) => {
  const thread = new Worker(here('./test/worker/services-thread.mjs'));
  thread.once('error', reject).once('message', (url) => {
    thread.unref();
    resolve(url);
  });
});
process.env.PLAUSCH_TEST_SERVICES = services;

/** Mail servers, with a certificate that both runtimes trust as if somebody known had signed it. Once, also where this is read twice. */
if (process.env.PLAUSCH_TEST_MAIL === undefined) {
  const certificate = selfSigned();
  const folder = mkdtempSync(join(tmpdir(), 'plausch-certificate-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.env.NODE_EXTRA_CA_CERTS = join(folder, 'certificate.pem');
  writeFileSync(process.env.NODE_EXTRA_CA_CERTS, certificate.cert);
  process.env.PLAUSCH_TEST_MAIL = JSON.stringify((await startMailServers(certificate)).servers);
}

/** A push service, as browsers have them. */
process.env.PLAUSCH_TEST_PUSH ??= (await startPushService()).url;

const { control: mailApi } = JSON.parse(process.env.PLAUSCH_TEST_MAIL);

// It reads once, when it is loaded, which certificates to trust.
const { cloudflareTest } = await import('@cloudflare/vitest-plugin');

/** The `AI` binding: whatever the worker asks it goes to the stand-in. */
const model = `
  import { WorkerEntrypoint } from 'cloudflare:workers';
  export default class extends WorkerEntrypoint {
    async run(model, input) {
      const response = await fetch('${services}/ai/accounts/account/ai/run/' + model, {
        method: 'POST',
        headers: { Authorization: 'Bearer ${keys.ai}', 'Content-Type': 'application/json' },
        body: JSON.stringify(input),
      });
      const { result, errors } = await response.json();
      if (!response.ok) throw new Error(errors[0].code + ': ' + errors[0].message);
      return result;
    }
  }`;

/** Bounds for what hangs, not for what is slow: ten times what the longest test takes on an idle machine. */
const patience = { testTimeout: 300_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } };

/** Stories are told twice: inside Cloudflare's runtime, and over HTTP to the Node.js server. */
export default defineConfig({
  test: {
    allowOnly: false,
    // Tests wait now and then, for a disk or a process: one more than there are processors keeps these busy.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                PLAUSCH_SECRET: 'a secret that is only used by the tests of this project',
                PLAUSCH_TEST_SERVICES: services,
                PLAUSCH_TEST_MAIL: process.env.PLAUSCH_TEST_MAIL,
                ...serviceVariables(services),
                PLAUSCH_TEST_PUSH: process.env.PLAUSCH_TEST_PUSH,
                PLAUSCH_LOOPBACK: 'on',
                PLAUSCH_MAIL_FROM: 'comments@mail.example',
                PLAUSCH_MAIL_API_KEY: mailKey,
                PLAUSCH_MAIL_EVENTS_SECRET: mailEventsSecret,
                PLAUSCH_MAIL_API_URL: `${mailApi}/emails`,
              },
              r2Buckets: ['BACKUPS'],
              serviceBindings: { AI: 'model' },
              workers: [{ name: 'model', modules: true, compatibilityDate: '2026-11-01', script: model }],
            },
          }),
        ],
        resolve: { alias: { '#host': here('./test/worker/hosts/cloudflare.ts') } },
        test: {
          ...patience,
          name: 'cloudflare',
          isolate: false,
          include: ['test/worker/{stories,units}/*.test.ts'],
          setupFiles: ['./test/worker/hosts/fresh-directory.ts'],
        },
      },
      {
        resolve: { alias: { '#host': here('./test/worker/hosts/node.ts') } },
        test: {
          ...patience,
          name: 'node',
          include: ['test/worker/{stories,node}/*.test.ts', 'test/widget/*.test.ts'],
          globalSetup: ['./test/worker/hosts/start-node.ts'],
        },
      },
    ],
  },
});
