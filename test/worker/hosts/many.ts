/**
 * A process in which many a Plausch runs beside others, each as `npm start` would have it: with a data folder, a port and
 * a demo post of its own. Only what a process takes to start is shared.
 */
import { Assets } from '../../../worker/host/node/assets';
import { readOptions } from '../../../worker/host/node/options';
import { type Serving, serve } from '../../../worker/host/node/serve';
import type { Answered, Asked } from './many-messages';

const assets = new Assets(process.argv[2]);
const running = new Map<number, Serving>();

async function answer({ id, what }: Asked): Promise<Answered> {
  if ('end' in what) {
    const serving = running.get(what.end);
    running.delete(what.end);
    void serving?.finish();
    serving?.close();
    return { id };
  }
  const options = readOptions(what.start);
  const variables = { ...what.variables, ...options.variables };
  const serving = await serve({ ...options, variables }, assets);
  running.set(id, serving);
  void serving.work();
  return { id, links: serving.links };
}

process.on('message', (asked: Asked) => {
  answer(asked).then(
    (answered) => process.send?.(answered),
    (error) => process.send?.({ id: asked.id, error: String(error) } satisfies Answered),
  );
});
process.once('disconnect', () => process.exit());
