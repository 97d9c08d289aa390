import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Where its binary is. */
const { default: workerd } = createRequire(import.meta.url)('workerd') as { default: string };

/** The bindings of wrangler.toml in the words of workerd's own configuration (workerd.capnp). */
const config = (port: number, secret: string, storage: string) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .plausch),
    (name = "storage", disk = (path = "${storage}", writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const plausch :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "2026-11-01",
  bindings = [
    (name = "SITES", durableObjectNamespace = "SiteObject"),
    (name = "ACCOUNTS", durableObjectNamespace = "AccountObject"),
    (name = "DIRECTORY", durableObjectNamespace = "DirectoryObject"),
    (name = "PLAUSCH_SECRET", text = "${secret}"),
    (name = "PLAUSCH_LIMITS", text = "off"),
  ],
  durableObjectNamespaces = [
    (className = "SiteObject", uniqueKey = "site", enableSql = true),
    (className = "AccountObject", uniqueKey = "account", enableSql = true),
    (className = "DirectoryObject", uniqueKey = "directory", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "storage"),
);
`;

/**
 * Serves the bundle that would be deployed with workerd itself: `wrangler dev` puts a proxy before it that is many
 * times slower. Returns when it answers.
 */
export async function startWorkerd({ port, folder, secret }: { port: number; folder: string; secret: string }) {
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false' };
  execFileSync(process.execPath, ['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--outdir', folder], {
    env,
  });
  const storage = join(folder, 'storage');
  mkdirSync(storage);
  writeFileSync(join(folder, 'config.capnp'), config(port, secret, storage));
  // Not by way of the package's command: whoever ends that leaves workerd itself behind.
  const child = spawn(workerd, ['serve', join(folder, 'config.capnp')], { stdio: 'ignore' });
  const base = `http://127.0.0.1:${port}`;
  for (let healthy = false; !healthy; ) {
    if (child.exitCode !== null) throw new Error(`workerd ended with code ${child.exitCode}.`);
    healthy = await fetch(`${base}/health`).then(
      (response) => response.ok,
      () => new Promise<false>((resolve) => setTimeout(() => resolve(false), 50)),
    );
  }
  return { base, process: child };
}
