// `npm run bench`: installs what is missing (packages, wrk), builds, and measures. See test/bench/.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { become, build, checkNode, install } from './ready.mjs';

checkNode();
install(true);
build();
if (!existsSync('/usr/bin/wrk') && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
  execFileSync('apt-get', ['update', '-q'], { stdio: ['ignore', 2, 2] });
  execFileSync('apt-get', ['install', '-y', '-q', 'wrk'], { stdio: ['ignore', 2, 2] });
}
become(['test/bench/bench.ts', ...process.argv.slice(2)]);
