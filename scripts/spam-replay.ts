/**
 * `npm run -s spam:replay -- FILE.jsonl [--learn]`: what the checks say about the comments in a file, a line each, and
 * totals in the last line. With --learn each labelled line is taught, as a site's decision would, after it was judged.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { classify, lessonOf } from '../worker/spam/classifier/classify';
import { Learned } from '../worker/spam/classifier/learned';
import { judge, type Verdict } from '../worker/spam/pipeline';
import { areaUnderCurve, recallAt } from './spam-figures';

/** One comment of the file. Whatever else a line has is left alone. */
const Line = z.object({
  text: z.string(),
  author: z.string().nullish(),
  email: z.string().nullish(),
  website: z.string().nullish(),
  lang: z.string().nullish(),
  title: z.string().nullish(),
  label: z.string().nullish(),
});

interface Replayed {
  label: string | undefined;
  probability: number;
  verdict: Verdict['propose'];
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, options: { learn: { type: 'boolean' } }, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || !existsSync(file)) {
    console.error('Which file? npm run -s spam:replay -- FILE.jsonl [--learn]');
    process.exitCode = 2;
    return;
  }
  const learned = values.learn ? new Learned() : undefined;
  const replayed: Replayed[] = [];
  let [number, errors] = [0, 0];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    const parsed = readLine(line);
    if (typeof parsed === 'string') {
      errors += 1;
      console.log(JSON.stringify({ error: `Line ${number}: ${parsed}` }));
      continue;
    }
    const { label, ...answer } = replay(parsed, learned);
    console.log(JSON.stringify(answer));
    replayed.push({ label, probability: answer.probability, verdict: answer.verdict });
  }
  console.log(JSON.stringify({ totals: { ...totalsOf(replayed), errors } }));
  if (errors > 0) process.exitCode = 1;
}

/** A line as a comment, or what is wrong with it. */
function readLine(line: string): z.infer<typeof Line> | string {
  try {
    const { data, error } = Line.safeParse(JSON.parse(line));
    return data ?? z.prettifyError(error as z.ZodError).replaceAll('\n', ' ');
  } catch {
    return 'This is not JSON.';
  }
}

function replay({ text, author, email, website, lang, label }: z.infer<typeof Line>, learned: Learned | undefined) {
  const comment = { body: text, name: author ?? '', email: email ?? null, website: website ?? null };
  const { propose, score, signals } = judge({
    ...comment,
    language: lang ?? 'de',
    // What needs a browser, a network or other comments counts as passed.
    form: { writing: null, inputs: null, pasted: null },
    trap: '',
    proof: 'unneeded',
    record: { published: 0, rejected: 0, spam: 0 },
    recent: { network: 0, site: 0, copies: 0 },
    learned,
  });
  const { probability } = classify(comment, learned);
  if (label) learned?.teach(lessonOf(comment), label === 'spam', 1);
  return {
    score,
    probability: Number(probability.toPrecision(6)),
    verdict: propose,
    signals,
    label: label ?? undefined,
  };
}

/** How many of each verdict; with labels, how right they were. `caught` and `stopped` are those not published at once. */
function totalsOf(replayed: Replayed[]) {
  const count = (verdict: Verdict['propose']) => replayed.filter((one) => one.verdict === verdict).length;
  const verdicts = { lines: replayed.length, publish: count('publish'), hold: count('hold'), spam: count('spam') };
  const labelled = replayed.filter(({ label }) => label !== undefined);
  const [spam, ham] = [true, false].map((isSpam) => labelled.filter(({ label }) => (label === 'spam') === isSpam));
  const share = (all: Replayed[] = [], test: (one: Replayed) => boolean) =>
    all.length === 0 ? null : all.filter(test).length / all.length;
  const stopped = ({ verdict }: Replayed) => verdict !== 'publish';
  const filed = ({ verdict }: Replayed) => verdict === 'spam';
  const chances = (all: Replayed[] = []) => all.map(({ probability }) => probability);
  const both = (spam?.length ?? 0) > 0 && (ham?.length ?? 0) > 0;
  return {
    ...verdicts,
    labelledSpam: spam?.length ?? 0,
    labelledHam: ham?.length ?? 0,
    recall: share(spam, stopped),
    falsePositiveRate: share(ham, stopped),
    recallAsSpam: share(spam, filed),
    falseSpamRate: share(ham, filed),
    /** By the probability alone. */
    auc: both ? areaUnderCurve(chances(spam), chances(ham)) : null,
    recallAtOnePercent: both ? recallAt(chances(spam), chances(ham), 0.01) : null,
  };
}

await main(process.argv.slice(2));
