import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { startDemo } from '../demo/server';
import packageJson from '../package.json' with { type: 'json' };
import { createApp } from './app';
import { doChores } from './chores';
import { type Config, readConfig, WrongConfig } from './config';
import { Refusal } from './errors';
import { Assets } from './host/node/assets';
import { DataFolder } from './host/node/data-folder';
import { drainable } from './host/node/drain';
import { createHttpServer } from './host/node/http';
import { Operator, sendInside, snippet } from './host/node/operator';
import { bracketed, help, type Options, readOptions } from './host/node/options';
import { NodePlatform } from './host/node/platform';
import { CannotStart, stopWith } from './host/node/stop';
import type { Trouble } from './host/node/trouble';
import { ownerOf } from './routes/owner';
import { shipped } from './spam/classifier/general';

/** Milliseconds between two rounds of chores. */
const choresEvery = 15 * 60_000;

/** How long (milliseconds) what is in flight may take when the server is told to end. */
const patience = 10_000;

/** A terminal tells every process under it, and npm tells them again: within this time (milliseconds) it is one signal. */
const sameSignal = 500;

/** The demo's site; its pages are on this machine. */
const demoSite = 'localhost';

async function start(options: Options): Promise<void> {
  const folder = await DataFolder.open(options.data);
  const config = configure(options, folder);
  const assets = new Assets(new URL('./assets', import.meta.url).pathname);
  const { host } = options;
  const platform = new NodePlatform(options.data, config, assets, { host, mayBeWritten: folder.mayBeWritten });
  const trouble = platform.directoryTrouble();
  if (trouble && !passes(trouble)) throw new CannotStart(trouble.line);
  const app = createApp(platform);
  shipped();
  const { port, drain } = await listen(app.fetch, options);

  const base = config.url ?? `http://${linkHost(options.host)}:${port}`;
  const announce = () => folder.announce({ url: `http://${reachable(options.host)}:${port}`, base });
  announce();
  const operator = new Operator(sendInside(app.fetch), config.secret);
  const demo = options.demo ? await openDemo(operator, options, port) : undefined;
  const site = demo ? demoSite : (await operator.listSites().catch(goOn))?.[0]?.site;
  const links = {
    demo: demo?.url ?? null,
    desk: site === undefined ? null : await deskOf(platform, operator, site, base, options).catch(goOn),
    snippet: snippet(base, site ?? 'blog.example.de'),
    site: site ?? null,
    version: packageJson.version,
  };
  // What is refused has been logged by whoever refuses it.
  const work = () => void doChores(platform).catch((error) => error instanceof Refusal || console.error(error));
  const chores = setInterval(() => {
    announce();
    work();
  }, choresEvery);
  whenTold(
    async () => {
      clearInterval(chores);
      folder.withdraw();
      demo?.close();
      await Promise.all([drain(), platform.settle()]);
    },
    () => {
      platform.close();
      folder.close();
    },
  );
  // Only now: whoever reads it may tell it to end at once.
  console.log(options.json ? JSON.stringify(links) : summary(links, options));
  work();
}

/**
 * Ends the process in peace when it is told to: `finish` has ten seconds. A second signal, or the end of these, ends it
 * at once; `close` is called in any case.
 */
function whenTold(finish: () => Promise<void>, close: () => void): void {
  let told: number | undefined;
  const end = () => {
    close();
    process.exit(0);
  };
  const begin = () => {
    if (told !== undefined) return;
    told = performance.now();
    setTimeout(end, patience);
    finish().catch(console.error).finally(end);
  };
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
      if (told !== undefined && performance.now() - told > sameSignal) end();
      begin();
    });
  // Started by `npm start`: when that is gone, however it went, nobody is left to stop this.
  process.once('disconnect', begin);
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
  return new Promise<{ port: number; drain: () => Promise<void> }>((resolve, reject) => {
    const server = createHttpServer(fetch);
    const drain = drainable(server);
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      resolve({ port: address.port, drain });
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

function summary(
  {
    demo,
    desk,
    site,
    snippet: lines,
    version,
  }: Record<'demo' | 'desk' | 'site' | 'snippet' | 'version', string | null>,
  { data }: Options,
) {
  const how = desk?.includes('#link=')
    ? 'signs you in once, within a day'
    : `a link to it: npm run site -- owner-link ${site}${data === 'data' ? '' : ` --data ${data}`}`;
  return [
    `Plausch ${version} is running.`,
    '',
    ...(demo ? [`Demo post   ${demo}`] : []),
    desk ? `Desk        ${desk}  (${how})` : noDesk(site),
    '',
    'Paste under each post:',
    lines,
  ].join('\n');
}

const noDesk = (site: string | null) =>
  site === null
    ? 'There is no site yet: npm run site -- add blog.example.de'
    : `No link to the desk of ${site} can be made now. See the log, and: npm run site -- list`;

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(help);
  else await start(options);
} catch (error) {
  stopWith(error);
}
