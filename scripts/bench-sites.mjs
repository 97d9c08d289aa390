// `npm run bench:sites`: installs what is missing, builds, and serves ten thousand sites. See test/bench/.
import { become, build, checkNode, install } from './ready.mjs';

checkNode();
install(true);
build();
become(['test/bench/sites.ts', ...process.argv.slice(2)]);
