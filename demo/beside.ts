/** Serves the demo post and the page of all states beside a Plausch that runs elsewhere (`npm run dev`), and prints the links. */
import { Operator, sendTo, snippet } from '../worker/host/node/operator';
import { startDemo } from './server';
import { startStates } from './states/server';

const { PLAUSCH_URL: url = '', PLAUSCH_SECRET: secret = '', PORT: port = '0' } = process.env;
const site = 'localhost';

const demo = await startDemo({ host: '127.0.0.1', port: Number(port), plauschPort: Number(new URL(url).port), site });
const states = await startStates(import.meta.dirname, Number(port) + 1);
const operator = new Operator(sendTo(url), secret);
await operator.addSite({
  site,
  owner: 'Redaktion',
  origins: [`http://localhost:${demo.port}`, `http://127.0.0.1:${demo.port}`],
});
console.log(`
Demo post   http://localhost:${demo.port}/
All states  ${states.url}
Desk        ${await operator.ownerLink(site, url)}

${snippet(url, site)}
`);
