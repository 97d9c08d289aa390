/** The entry of the worker thread that solves challenges. */
import { solve } from './solve';

addEventListener('message', async ({ data }) => postMessage(await solve(data).catch(() => undefined)));
