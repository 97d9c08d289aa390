import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { startDemo } from '../../../demo/server';
import packageJson from '../../../package.json' with { type: 'json' };
import { createApp } from '../../app';
import { type Config, readConfig, WrongConfig } from '../../config';
import { ownerOf } from '../../operator';
import { shipped } from '../../spam/classifier/general';
import type { Assets } from './assets';
import { BackupSchedule } from './backup/schedule';
import { DataFolder } from './data-folder';
import { drainable } from './drain';
import { createHttpServer } from './http';
import { Operator, sendInside, snippet } from './operator';
import { bracketed, type Options } from './options';
import { NodePlatform } from './platform';
import { CannotStart } from './stop';
import type { Trouble } from './trouble';

/** Where the server could not note where it listens, it tries again after this (milliseconds). */
const announceEvery = 15 * 60_000;

/** The demo's site; its pages are on this machine. */
const demoSite = 'localhost';

/** What whoever starts a server goes on with; null: there is none. */
export interface Links {
  demo: string | null;
  desk: string | null;
  snippet: string;
  site: string | null;
  version: string;
}

/** A Plausch that listens. */
export interface Serving {
  links: Links;
  /** Begins to do what is due on the sites. Never rejects. */
  work: () => Promise<void>;
  /** Takes no new request, and resolves when what was in flight is answered. */
  finish: () => Promise<void>;
  /** Closes its connections and its files at once. */
  close: () => void;
}

/**
 * Opens the data folder and serves it as the options say, with the static files in `assets`.
 * @throws CannotStart with a sentence, when the configuration is wrong, or the folder or the port cannot be had.
 */
export async function serve(options: Options, assets: Assets): Promise<Serving> {
  const folder = await DataFolder.open(options.data);
  const config = configure(options, folder);
  const { host } = options;
  const platform = new NodePlatform(options.data, config, assets, { host, mayBeWritten: folder.mayBeWritten });
  const trouble = platform.directoryTrouble();
  if (trouble && !passes(trouble)) throw new CannotStart(trouble.line);
  const app = createApp(platform);
  shipped();
  const { port, drain, disconnect } = await listen(app.fetch, options);

  const base = config.url ?? `http://${linkHost(options.host)}:${port}`;
  const announce = () => folder.announce({ url: `http://${reachable(options.host)}:${port}`, base });
  announce();
  const operator = new Operator(sendInside(app.fetch), config.secret);
  const demo = options.demo ? await openDemo(operator, options, port) : undefined;
  const site = demo ? demoSite : (await operator.listSites().catch(goOn))?.[0]?.site;
  const links: Links = {
    demo: demo?.url ?? null,
    desk: site === undefined ? null : await deskOf(platform, operator, site, base, options).catch(goOn),
    snippet: snippet(base, site ?? 'blog.example.de'),
    site: site ?? null,
    version: packageJson.version,
  };
  const announcing = setInterval(announce, announceEvery);
  const backups = config.backup && new BackupSchedule(options.data, config.backup);
  return {
    links,
    work: () => {
      backups?.start();
      return platform.startWork();
    },
    finish: async () => {
      clearInterval(announcing);
      backups?.stop();
      folder.withdraw();
      demo?.close();
      await Promise.all([drain(), platform.settle()]);
    },
    close: () => {
      backups?.stop();
      disconnect();
      platform.close();
      folder.close();
    },
  };
}

/**
 * The address of the desk: with a link that signs its owner in where somebody reads it, or where the owner has no other
 * way in yet. What is printed elsewhere stays in a log.
 */
async function deskOf(platform: NodePlatform, operator: Operator, site: string, base: string, { json }: Options) {
  if (json || process.stdout.isTTY || !(await ownerHasPasskey(platform, site))) return operator.ownerLink(site, base);
  return `${base}/desk/`;
}

async function ownerHasPasskey(platform: NodePlatform, site: string): Promise<boolean> {
  const entry = await platform.directory().find(site);
  if (!entry) return false;
  const { account } = await ownerOf(platform, entry);
  return (await platform.account(account).knownPasskeys()).length > 0;
}

/** Whether a directory that cannot be used now will be able to be by itself: it is there, and not damaged. */
const passes = ({ why }: Trouble) => why === 'no-room' || why === 'busy';

function configure({ variables }: Options, folder: DataFolder): Config {
  try {
    return readConfig({ PLAUSCH_SECRET: folder.secret(), ...process.env, ...variables });
  } catch (error) {
    throw error instanceof WrongConfig ? new CannotStart(error.message) : error;
  }
}

function listen(fetch: Parameters<typeof createHttpServer>[0], { port, host }: Options) {
  return new Promise<{ port: number; drain: () => Promise<void>; disconnect: () => void }>((resolve, reject) => {
    const server = createHttpServer(fetch);
    const drain = drainable(server);
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      resolve({ port: address.port, drain, disconnect: () => server.closeAllConnections() });
    });
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new CannotStart(`Port ${port} is taken. Choose another: npm start -- --port ${port + 2}`)
          : new CannotStart(`Cannot listen on ${host} port ${port}: ${error.message}.`),
      ),
    );
  });
}

async function openDemo(operator: Operator, { host, port: asked }: Options, port: number) {
  const demo = await startDemo({ host, port: asked === 0 ? 0 : port + 1, plauschPort: port, site: demoSite });
  const hosts =
    host === '0.0.0.0' || host === '::' ? ['localhost', '127.0.0.1', ...ownAddresses()] : ['localhost', host];
  const origins = [...new Set(hosts)].map((name) => new URL(`http://${name}:${demo.port}`).origin);
  await operator.addSite({ site: demoSite, origins, owner: 'Redaktion' }).catch(goOn);
  return { url: `http://${linkHost(host)}:${demo.port}/`, close: demo.close };
}

/** One site that fails, or a full disk, keeps nothing else from being served; which it is has been logged. */
const goOn = () => null;

const isLocal = (host: string) => ['0.0.0.0', '::', '127.0.0.1', '::1', 'localhost'].includes(host);
/** The name people type for an address that the server listens on. */
const linkHost = (host: string) => (isLocal(host) ? 'localhost' : bracketed(host));
/** The address a command on this machine reaches the server under. */
const reachable = (host: string) => (host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : bracketed(host));
const ownAddresses = () =>
  Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address),
  );
