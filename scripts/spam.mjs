// `npm run spam:train`, `npm run spam:replay`: the spam filter, trained anew or tried on a file. Builds that alone.
import { become, checkNode, install, root } from './ready.mjs';

checkNode();
install(false);
// Installed only now.
const { build } = await import('esbuild');
const [name, ...args] = process.argv.slice(2);
const outfile = `${root}/dist/${name}.mjs`;
await build({
  entryPoints: [`${root}/scripts/${name}.ts`],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  define: { 'import.meta.dirname': JSON.stringify(`${root}/scripts`) },
  logLevel: 'warning',
});
become([outfile, ...args]);
