// `npm run site`: opens sites and lets their owners in.
import { become, build, checkNode, install } from './ready.mjs';

checkNode();
install(false);
build();
become(['dist/site.js', ...process.argv.slice(2)]);
