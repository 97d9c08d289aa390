import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import type { MailServers } from '../mail-known';
import { modelVariables, serviceVariables } from '../services';

declare module 'vitest' {
  export interface ProvidedContext {
    base: string;
    data: string;
    services: string;
  }
}

/** Starts the built Node.js server once for all stories. It believes one proxy, so that each visitor can have a network. */
export default async function setup(project: TestProject) {
  const data = mkdtempSync(join(tmpdir(), 'plausch-stories-'));
  const args = ['dist/server.js', '--json', '--demo=false', '--port', '0', '--data', data, '--proxies', '1'];
  const services = process.env.PLAUSCH_TEST_SERVICES ?? '';
  project.provide('services', services);
  const { plain }: MailServers = JSON.parse(process.env.PLAUSCH_TEST_MAIL ?? '');
  const mail = { PLAUSCH_MAIL_FROM: 'comments@mail.example', PLAUSCH_SMTP_URL: `smtp://127.0.0.1:${plain}` };
  const loopback = { PLAUSCH_LOOPBACK: 'on' };
  const env = { ...process.env, ...loopback, ...serviceVariables(services), ...modelVariables(services), ...mail };
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  for await (const line of createInterface({ input: server.stdout })) {
    project.provide('base', new URL(/src="([^"]+)"/.exec(JSON.parse(line).snippet)?.[1] ?? '').origin);
    project.provide('data', data);
    break;
  }
  return async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
    rmSync(data, { recursive: true });
  };
}
