/** Reads a file of another system beside the page, so that the desk stays as quick as ever. It sends nothing by itself. */

import { Batches } from '../../worker/transfer/batches';
import { bytesOf, openFile } from '../../worker/transfer/file-text';
import { formatOfFile, formats } from '../../worker/transfer/formats';
import { foundIn } from '../../worker/transfer/found';
import { type Prepared, prepare } from '../../worker/transfer/prepare';
import { UnreadableFile } from '../../worker/transfer/source';
import { Surveyor } from '../../worker/transfer/survey';
import type { Answer, Reading, Request, Trouble } from './protocol';
import { troubleOf } from './trouble';

/** How often the page hears how far it is (milliseconds). */
const sayEvery = 200;

const say = (answer: Answer) => postMessage(answer);
let arrived = () => {};

addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  try {
    if (data.kind === 'look') await look(data.file);
    else if (data.kind === 'survey') await survey(data.file, data.format, data.how);
    else if (data.kind === 'send') await send(data.file, data.format, data.how);
    else arrived();
  } catch (error) {
    say({ kind: 'trouble', trouble: troubleOf(error) });
  }
});

async function look(file: File): Promise<void> {
  const format = await formatOfFile(openFile(() => bytesOf(file.stream())));
  say({
    kind: 'seen',
    format: format?.name ?? null,
    formats: formats.map(({ name, system }) => ({ name, system })),
  });
}

async function survey(file: File, format: string, how: Reading): Promise<void> {
  const counted = new Surveyor(how.own);
  const { trouble } = await read(file, format, how, async (one) => counted.take(one));
  say({ kind: 'survey', survey: counted.survey(), trouble });
}

async function send(file: File, format: string, how: Reading): Promise<void> {
  const counted = new Surveyor(how.own);
  const far = { read: 0, bytes: 0 };
  const batches = new Batches(async (batch) => {
    const taken = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    say({ kind: 'batch', batch, ...far });
    await taken;
  });
  const { trouble } = await read(file, format, how, async (one, now) => {
    counted.take(one);
    Object.assign(far, now);
    await batches.add(one);
  });
  await batches.end();
  say({ kind: 'sent', found: foundIn(counted.survey(), trouble?.sentence ?? null), read: far.read });
}

/** Hands on what a file holds, one after another, and says why it ends too early. */
async function read(
  file: File,
  name: string,
  how: Reading,
  take: (one: Prepared, far: { read: number; bytes: number }) => Promise<void>,
): Promise<{ trouble: Trouble | null }> {
  const format = formats.find((one) => one.name === name);
  if (!format) throw new UnreadableFile('format', 'Nobody knows this format.');
  const far = { read: 0, bytes: 0 };
  const text = openFile(async function* () {
    far.bytes = 0;
    for await (const bytes of bytesOf(file.stream())) {
      far.bytes += bytes.length;
      yield bytes;
    }
  });
  let said = 0;
  try {
    for await (const one of prepare(format.read(text), how)) {
      if (one.kind === 'comment' || (one.kind === 'left-out' && one.of === 'comment')) far.read += 1;
      await take(one, far);
      const now = Date.now();
      if (now - said < sayEvery) continue;
      said = now;
      say({ kind: 'progress', ...far });
    }
    return { trouble: null };
  } catch (error) {
    return { trouble: troubleOf(error) };
  }
}
