// Starts `wrangler dev`, Cloudflare's runtime on this machine, and waits until it serves.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { node, root } from './ready.mjs';

/**
 * @param {{ port: number, data: string, variables?: Record<string, string>, output?: 'inherit' | 'ignore' }} options
 *   `data`: where its storage lies.
 * @returns {Promise<{ base: string, secret: string, process: import('node:child_process').ChildProcess }>}
 */
export async function startWrangler({ port, data, variables = {}, output = 'ignore' }) {
  const secret = variables.PLAUSCH_SECRET ?? randomBytes(32).toString('hex');
  const vars = Object.entries({ ...variables, PLAUSCH_SECRET: secret }).flatMap(([name, value]) => [
    '--var',
    `${name}:${value}`,
  ]);
  const args = ['dev', '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0', '--persist-to', data];
  const child = spawn(node(), [join(root, 'node_modules/wrangler/bin/wrangler.js'), ...args, ...vars], {
    cwd: root,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' },
    stdio: ['ignore', output, output],
  });
  const base = `http://127.0.0.1:${port}`;
  await untilHealthy(base, child);
  return { base, secret, process: child };
}

async function untilHealthy(base, child) {
  while (child.exitCode === null) {
    const healthy = await fetch(`${base}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`wrangler dev ended with code ${child.exitCode}.`);
}
