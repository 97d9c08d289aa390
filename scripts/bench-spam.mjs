// `npm run bench:spam`: installs what is missing, builds, and lets bots and readers loose on a server. See test/bench/.
import { become, build, checkNode, install } from './ready.mjs';

checkNode();
install(true);
build();
become(['test/bench/spam.ts', ...process.argv.slice(2)]);
