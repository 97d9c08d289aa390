// `npm start`: installs and builds what is missing, then serves.
import { become, build, checkNode, install } from './ready.mjs';

checkNode();
install(false);
build();
become(['dist/server.js', ...process.argv.slice(2)]);
