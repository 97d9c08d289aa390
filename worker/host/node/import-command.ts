import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Import, ImportFinding } from '../../contract/transfer';
import { Batches } from '../../transfer/batches';
import { foundIn } from '../../transfer/found';
import { type Correction, correctionOf } from '../../transfer/keys';
import { type Prepared, type Preparing, prepare } from '../../transfer/prepare';
import { UnreadableFile } from '../../transfer/source';
import { type Survey, Surveyor } from '../../transfer/survey';
import { type ForeignSource, openForeignSource } from './foreign-source';
import { type Operator, Refused } from './operator';
import { CannotStart } from './stop';

/** What can be said with the command. */
export interface ImportOptions {
  format?: string | undefined;
  map?: string[] | undefined;
  by?: string | undefined;
  without?: string[] | undefined;
  system?: string | undefined;
  nobody?: string | undefined;
  partial?: boolean | undefined;
  'dry-run'?: boolean | undefined;
}

/** As long as a site keeps spam (milliseconds): older spam does not come. */
const spamKept = 30 * 24 * 60 * 60_000;
/** How often something is sent again that did not get through, and after how long at first (milliseconds); then twice as long each time. */
const tries = 6;
const firstPause = 500;
/** How often a line says how far it is: where somebody looks on, and where it is written into a file (milliseconds). */
const sayEvery = { terminal: 250, file: 10_000 };

/**
 * Brings in what a file of another system holds: reads it here, sends it piece by piece, and waits until all of it stands. Ended in
 * the middle, the same command takes it up again. `isInside`: no server runs, so what is due is done here.
 * @throws CannotStart where the file cannot be read, or the site does not take it.
 */
export async function importFile(
  operator: Operator,
  site: string,
  path: string,
  options: ImportOptions,
  isInside: boolean,
): Promise<void> {
  const how = preparing(options);
  const source = await opened(path, options.format);
  try {
    const counted = new Surveyor([site]);
    if (options['dry-run']) {
      const trouble = await readAll(prepare(source.items, how), async (one) => counted.take(one));
      console.log(sayWhatComes(source, counted.survey()).join('\n'));
      if (trouble) throw new CannotStart(trouble.message);
      return;
    }
    await send(operator, site, path, { source, how, counted, options, isInside });
  } finally {
    source.close();
  }
}

function preparing({ map = [], by = 'path', without = [], nobody = 'Anonymous' }: ImportOptions): Preparing {
  if (by !== 'path' && by !== 'identifier') throw new CannotStart('--by is path or identifier.');
  const corrections = map.map((typed): Correction => {
    const correction = correctionOf(typed);
    if (!correction) throw new CannotStart(`--map ${typed}: write FROM=TO, as /old/=/new/ or /2010/*=/archive/2010/*.`);
    return correction;
  });
  const now = Date.now();
  return { by, corrections, without, nobody, now, oldSpamBefore: now - spamKept };
}

async function opened(path: string, format: string | undefined): Promise<ForeignSource> {
  try {
    return await openForeignSource(path, format);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new CannotStart(error.message);
    throw error;
  }
}

/** Hands on what a file holds, one after another. Returns why it cannot be read to its end; undefined: it was. */
async function readAll(
  prepared: AsyncIterable<Prepared>,
  take: (one: Prepared) => Promise<void>,
): Promise<UnreadableFile | undefined> {
  try {
    for await (const one of prepared) await take(one);
    return undefined;
  } catch (error) {
    if (error instanceof UnreadableFile) return error;
    throw error;
  }
}

interface Sending {
  source: ForeignSource;
  how: Preparing;
  counted: Surveyor;
  options: ImportOptions;
  isInside: boolean;
}

async function send(operator: Operator, site: string, path: string, sending: Sending): Promise<void> {
  const { source, how, counted, options, isInside } = sending;
  // Where a system has several formats its comments have the same ids in all of them.
  const system = options.system ?? source.system.replace(/ \(.*\)$/, '');
  const { id } = await again(() =>
    operator.beginImport(site, { format: source.format, system, file: basename(path) || 'import' }),
  );
  const say = newTeller();
  const batches = new Batches((batch) => again(() => operator.sendRecords(site, id, batch)));
  const stop = stopOnce();
  let [read, stopped] = [0, false];
  const trouble = await readAll(untilStopped(prepare(source.items, how), stop), async (one) => {
    counted.take(one);
    if (one.kind === 'comment' || (one.kind === 'left-out' && one.of === 'comment')) read += 1;
    await batches.add(one);
    say(`${read} comments read.`);
  });
  await batches.end();
  stopped = stop.isStopped;
  stop.end();
  say(`${read} comments read.`, true);
  if (stopped) throw new CannotStart('Stopped. Nobody sees any of it yet; the same command takes it up again.');
  if (trouble && !options.partial)
    throw new CannotStart(
      `${trouble.message} ${read} comments were read, and nobody sees any of them. With --partial these are brought in all the same.`,
    );
  const found = foundIn(counted.survey(), trouble?.message ?? null);
  await again(() => operator.endImport(site, id, { found }));
  const done = await untilDone(operator, site, id, isInside, say);
  console.log(sayWhatCame(done).join('\n'));
}

/** Waits until all that was sent has become comments. */
async function untilDone(
  operator: Operator,
  site: string,
  id: string,
  isInside: boolean,
  say: (line: string, isLast?: boolean) => void,
): Promise<Import> {
  for (;;) {
    if (isInside) await operator.chores();
    const now = await again(() => operator.readImport(site, id));
    const { brought, remaining } = now.comments;
    const isOver = now.state !== 'applying';
    say(`${brought} comments brought in, ${remaining} to come.`, isOver);
    if (now.state === 'done') return now;
    if (isOver) throw new CannotStart('Somebody has undone this import.');
    await wait(500);
  }
}

/** Tries again what did not get through, or came while there was too much to do. @throws what the last try threw, as CannotStart. */
async function again<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let pause = firstPause, left = tries; ; pause *= 2, left -= 1)
    try {
      return await work();
    } catch (error) {
      const { message } = error as Error;
      const mayHelp = !(error instanceof Refused) || error.status === 429 || error.status >= 500;
      if (!mayHelp) throw new CannotStart(message);
      if (left <= 1) throw new CannotStart(`${message} The same command takes it up again.`);
      await wait(error instanceof Refused && error.retryAfter !== undefined ? error.retryAfter * 1000 : pause);
    }
}

interface Stop {
  isStopped: boolean;
  end: () => void;
}

/** Whoever runs this command under another passes Ctrl+C on, too: what comes so soon is the same (milliseconds). */
const samePress = 1000;

/** The first Ctrl+C ends the reading where something whole was sent, the second everything. */
function stopOnce(): Stop {
  let pressed = Number.POSITIVE_INFINITY;
  const handle = () => {
    const now = performance.now();
    // As shells tell of what a signal has ended.
    if (now - pressed > samePress) process.exit(130);
    pressed = Math.min(pressed, now);
    stop.isStopped = true;
  };
  const stop: Stop = { isStopped: false, end: () => process.off('SIGINT', handle) };
  process.on('SIGINT', handle);
  return stop;
}

async function* untilStopped<Value>(values: AsyncIterable<Value>, stop: Stop): AsyncGenerator<Value> {
  for await (const value of values) {
    if (stop.isStopped) return;
    yield value;
  }
}

/** Says how far it is: on a terminal in one line, elsewhere now and then in another. */
function newTeller(): (line: string, isLast?: boolean) => void {
  const isTerminal = process.stderr.isTTY;
  const every = isTerminal ? sayEvery.terminal : sayEvery.file;
  let said = performance.now();
  return (line, isLast = false) => {
    const now = performance.now();
    if (!isLast && now - said < every) return;
    said = now;
    if (isTerminal) process.stderr.write(`\r\x1b[K${line}${isLast ? '\n' : ''}`);
    else process.stderr.write(`${line}\n`);
  };
}

const listed = (findings: readonly ImportFinding[]): string[] =>
  findings.flatMap(({ what, count, examples }) => [
    `  ${count} × ${what}`,
    ...examples.map((one) => `      ${oneLine(one)}`),
  ]);

/** What other people wrote, as a terminal can show it: in one line, without controls. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 160);

/** What would come, line by line. */
export function sayWhatComes({ system, format }: Pick<ForeignSource, 'system' | 'format'>, survey: Survey): string[] {
  const { read, comes, leftOut, leftOutThreads, threads, odd, mapping, hosts } = survey;
  const coming = Object.entries(comes).filter(([, count]) => count > 0);
  const foreign = hosts.filter(({ isOwn }) => !isOwn);
  return [
    `${system} (${format}): ${read} comments in ${threads.read} threads, which become ${threads.become} here.`,
    ...coming.map(([status, count]) => `  ${count} ${status}`),
    ...(leftOut.length > 0 ? ['Left out:', ...listed(leftOut)] : []),
    ...(leftOutThreads.length > 0 ? ['Threads left out:', ...listed(leftOutThreads)] : []),
    ...(odd.length > 0 ? ['Odd:', ...listed(odd)] : []),
    ...(foreign.length > 0
      ? ['On other hosts:', ...foreign.map(({ host, threads: count }) => `  ${host}: ${count} threads`)]
      : []),
    ...(mapping.length > 0 ? ['Threads, those with most comments first:'] : []),
    ...mapping.slice(0, 20).map(({ key, from, comments }) => {
      const was = from.length > 0 ? ` (${from.map(oneLine).join(', ')})` : '';
      return `  ${oneLine(key)}${was}: ${comments}`;
    }),
    ...(mapping.length > 20 ? [`  and ${mapping.length - 20} more`] : []),
    'Nothing was sent.',
  ];
}

/** What became of it, line by line. */
export function sayWhatCame({ comments, statuses, threads, findings, found, id }: Import): string[] {
  const { sent, brought, known, refused } = comments;
  return [
    `${sent} comments in ${threads} new threads were sent: ${brought} stand here now, ${known} stood here before, ${refused} did not come.`,
    ...Object.entries(statuses).map(([status, count]) => `  ${count} ${status}`),
    ...(findings.length > 0 ? ['Found here:', ...listed(findings)] : []),
    ...(found.length > 0 ? ['Found in the file:', ...listed(found)] : []),
    `It stands in the log of the desk, from where it can be undone (${id}).`,
  ];
}
