// `npm run site`: opens sites and lets their owners in.
import { become, build, checkNode, install } from './ready.mjs';

checkNode();
install(false);
build();
// Large files are read piece by piece: what is left of one piece goes before many more have come.
become(['--heap-growing-percent=50', 'dist/site.js', ...process.argv.slice(2)]);
