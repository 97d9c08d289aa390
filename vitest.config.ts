import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const here = (path: string) => new URL(path, import.meta.url).pathname;

/** Stories are told twice: inside Cloudflare's runtime, and over HTTP to the Node.js server. */
export default defineConfig({
  test: {
    allowOnly: false,
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: { bindings: { PLAUSCH_SECRET: 'a secret that is only used by the tests of this project' } },
          }),
        ],
        resolve: { alias: { '#host': here('./test/worker/hosts/cloudflare.ts') } },
        test: { name: 'cloudflare', include: ['test/worker/{stories,units}/*.test.ts'] },
      },
      {
        resolve: { alias: { '#host': here('./test/worker/hosts/node.ts') } },
        test: {
          name: 'node',
          include: ['test/worker/{stories,node}/*.test.ts', 'test/widget/*.test.ts'],
          globalSetup: ['./test/worker/hosts/start-node.ts'],
        },
      },
    ],
  },
});
