// `npm run dev`: Cloudflare's runtime on this machine (wrangler dev), rebuilding and reloading, with the demo.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, checkNode, install, node, root } from './ready.mjs';
import { startWrangler } from './wrangler-dev.mjs';

const port = 8787;
const data = join(root, '.wrangler/state');

checkNode();
install(true);
build();
mkdirSync(data, { recursive: true });
const secretFile = join(data, 'secret');
if (!existsSync(secretFile)) writeFileSync(secretFile, randomBytes(32).toString('hex'), { mode: 0o600 });
const secret = readFileSync(secretFile, 'utf8');

const server = await startWrangler({ port, data, variables: { PLAUSCH_SECRET: secret }, output: 'inherit' });
const demo = spawn(node(), [join(root, 'dist/demo.js')], {
  stdio: 'inherit',
  env: {
    ...process.env,
    PLAUSCH_SECRET: server.secret,
    PLAUSCH_URL: `http://localhost:${port}`,
    PORT: String(port + 1),
  },
});

// wrangler watches worker/ by itself; the files for browsers are built here.
let building;
for (const folder of ['widget', 'demo'])
  watch(join(root, folder), { recursive: true }, () => {
    clearTimeout(building);
    building = setTimeout(() => spawnSync(node(), [join(root, 'scripts/build.ts')], { stdio: 'inherit' }), 100);
  });

const stop = () => {
  demo.kill();
  server.process.kill();
};
server.process.once('exit', () => {
  demo.kill();
  process.exit(0);
});
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
