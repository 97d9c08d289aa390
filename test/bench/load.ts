import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import autocannon from 'autocannon';

/** One kind of request, or several that are sent in turn. */
export interface Load {
  base: string;
  paths: string[];
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  /** What is sent in turn; each request has a body then. */
  bodies?: string[];
  connections: number;
  seconds: number;
}

/** What came of it: requests a second, and latency in milliseconds. */
export interface Measured {
  rate: number;
  p50: number;
  p99: number;
  failed: number;
}

const wrk = '/usr/bin/wrk';

/** wrk takes least of the processor that it shares with the server; where it is not installed, autocannon. */
export const generator = existsSync(wrk) ? 'wrk' : 'autocannon';

export function measure(load: Load): Promise<Measured> {
  return generator === 'wrk' ? measureWithWrk(load) : measureWithAutocannon(load);
}

async function measureWithWrk({
  base,
  paths,
  method = 'GET',
  headers = {},
  bodies = [],
  connections,
  seconds,
}: Load): Promise<Measured> {
  const script = join(mkdtempSync(join(tmpdir(), 'plausch-bench-')), 'load.lua');
  const requests = each(paths, bodies).map(
    ({ path, body }) => `wrk.format(${[method, path].map(lua).join(', ')}, nil, ${body ? lua(body) : 'nil'})`,
  );
  const lines = Object.entries(headers).map(([name, value]) => `wrk.headers[${lua(name)}] = ${lua(value)}`);
  writeFileSync(
    script,
    `${lines.join('\n')}
local requests, turn
function init() requests = { ${requests.join(', ')} }; turn = 0 end
function request() turn = turn % #requests + 1; return requests[turn] end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('\\n%d %d %d %d %d\\n', summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
`,
  );
  // What is answered late is late, and not failed.
  const args = ['--timeout', '10s', '-t', '1', '-c', String(connections), '-d', String(seconds), '-s', script, base];
  const { stdout } = await promisify(execFile)(wrk, args);
  const [count = 0, micros = 1, p50 = 0, p99 = 0, failed = 0] = (stdout.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { rate: (count / micros) * 1e6, p50: p50 / 1000, p99: p99 / 1000, failed };
}

/** Each path with each body. */
const each = (paths: string[], bodies: string[]): { path: string; body?: string }[] =>
  paths.flatMap((path) => (bodies.length === 0 ? [{ path }] : bodies.map((body) => ({ path, body }))));

const lua = (text: string) => JSON.stringify(text).replaceAll('\\/', '/');

async function measureWithAutocannon({
  base,
  paths,
  method = 'GET',
  headers,
  bodies = [],
  connections,
  seconds,
}: Load): Promise<Measured> {
  const result = await autocannon({
    url: base,
    connections,
    duration: seconds,
    requests: each(paths, bodies).map((request) => ({ method, headers, ...request })),
  });
  const { requests, latency, non2xx, errors } = result;
  return { rate: requests.average, p50: latency.p50, p99: latency.p99, failed: non2xx + errors };
}
