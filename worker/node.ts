import { Assets } from './host/node/assets';
import { help, type Options, readOptions } from './host/node/options';
import { type Links, type Serving, serve } from './host/node/serve';
import { stopWith } from './host/node/stop';

/** How long (milliseconds) what is in flight may take when the server is told to end. */
const patience = 10_000;

/** A terminal tells every process under it, and npm tells them again: within this time (milliseconds) it is one signal. */
const sameSignal = 500;

async function start(options: Options): Promise<void> {
  const serving = await serve(options, new Assets(new URL('./assets', import.meta.url).pathname));
  whenTold(serving);
  // Only now: whoever reads it may tell it to end at once.
  console.log(options.json ? JSON.stringify(serving.links) : summary(serving.links, options));
  void serving.work();
}

/**
 * Ends the process in peace when it is told to: `finish` has ten seconds. A second signal, or the end of these, ends it
 * at once; `close` is called in any case.
 */
function whenTold({ finish, close }: Serving): void {
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

function summary({ demo, desk, site, snippet: lines, version }: Links, { data }: Options) {
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
