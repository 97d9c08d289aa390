import { parseArgs } from 'node:util';
import { CannotStart } from './stop';

export const help = `Usage: npm start -- [options]

  --port N          port to listen on (8787); the demo page takes the next one
  --host ADDRESS    address to listen on (127.0.0.1; 0.0.0.0 for all)
  --data DIR        data folder (./data)
  --demo=false      start without the demo site
  --json            print one line of JSON when ready to serve
  --url URL         the address people use, where it is not this machine itself (PLAUSCH_URL)
  --proxies N       how many proxies to believe in X-Forwarded-For (0; PLAUSCH_PROXIES)
  --limits on|off   limits per network on every write (on; PLAUSCH_LIMITS)`;

export interface Options {
  port: number;
  host: string;
  data: string;
  demo: boolean;
  json: boolean;
  help: boolean;
  /** What was said of the configuration, under the names of its environment variables. */
  variables: Record<string, string>;
}

/** A host as it stands in a URL. */
export const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host);

/** Reads the command line. @throws CannotStart with a sentence about what is wrong. */
export function readOptions(args: string[]): Options {
  const values = parse(args);
  const port = Number(values.port ?? 8787);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new CannotStart(`--port takes a number from 0 to 65535, not ${values.port}.`);
  if (values.demo !== undefined && !['true', 'false'].includes(values.demo))
    throw new CannotStart('--demo takes true or false.');
  const variables = { PLAUSCH_URL: values.url, PLAUSCH_PROXIES: values.proxies, PLAUSCH_LIMITS: values.limits };
  return {
    port,
    host: values.host ?? '127.0.0.1',
    data: values.data ?? 'data',
    demo: values.demo !== 'false',
    json: values.json ?? false,
    help: values.help ?? false,
    variables: Object.fromEntries(
      Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        demo: { type: 'string' },
        json: { type: 'boolean' },
        url: { type: 'string' },
        proxies: { type: 'string' },
        limits: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new CannotStart(`${(error as Error).message}\n\n${help}`);
  }
}
