/**
 * `npm run spam:train -- FOLDER [FILE]`: makes worker/spam/classifier/weights.json (or FILE) from the labelled texts in
 * FOLDER, and says how good the model is on what it has not seen. The same texts give the same file.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { featuresOf } from '../worker/spam/classifier/features';
import { General, type Weights } from '../worker/spam/classifier/general';
import { areaUnderCurve, recallAt } from './spam-figures';

/** What comments under posts are like, honest ones and spam: none of the others has any. */
const ownExamples = join(import.meta.dirname, 'spam-examples.jsonl');

/** The sources, and how much an example of each counts for the two learners beside the others. */
const sources = [
  {
    file: 'dev_youtube.jsonl',
    from: 'YouTube Spam Collection, T. C. Alberto, J. V. Lochter, T. A. Almeida, UCI 2015, CC BY 4.0',
    margin: 4,
    ratio: 6,
  },
  {
    file: 'dev_sms_de_mt.jsonl',
    from: 'SMS Spam Collection, T. A. Almeida, J. M. Gómez Hidalgo, UCI 2011, CC BY 4.0, machine-translated to German',
    margin: 3,
    ratio: 1,
  },
  { file: ownExamples, from: 'comments written for this project, MIT', margin: 2, ratio: 1 },
  { file: 'dev_telegram.jsonl', from: 'samples of the project tg-spam, MIT', margin: 0.3, ratio: 0.2 },
  { file: 'dev_germeval2021.jsonl', from: 'GermEval 2021 shared task (as ham)', margin: 0.3, ratio: 0.3 },
];

interface Example {
  text: string;
  spam: boolean;
  label: string;
  source: string;
  author: string;
  margin: number;
  ratio: number;
}

/** An example as numbers: positions of its features, and their values. */
interface Row {
  at: Int32Array;
  values: Float64Array;
}

/** How far the two learners may go. Chosen on videos that training had not seen. */
const cost = 0.03;
const marginRounds = 8;
const ratioRounds = 8;
const ratioRate = 0.2;
/** What the second learner counts beside the first. */
const ratioShare = 2.5;
/** How many features are kept: 30 000 of five bytes each are 200 kB as base64, and half of what the table in general.ts holds. */
const kept = 30_000;

const shippedWeights = join(import.meta.dirname, '../worker/spam/classifier/weights.json');

function main([folder, path = shippedWeights]: string[]): void {
  if (folder === undefined || !existsSync(folder)) {
    console.error('Which folder are the labelled texts in? npm run spam:train -- FOLDER');
    process.exitCode = 2;
    return;
  }
  const examples = sources.flatMap((source) => read(folder, source));
  const unseen = judgeUnseen(examples);
  report(unseen);
  const model = train(examples, calibration(unseen));
  const json = `${JSON.stringify({ sources: sources.map(({ from }) => from), ...model }, null, 2)}\n`;
  writeFileSync(path, json);
  console.log(`weights.json: ${json.length} bytes`);
}

function read(folder: string, { file, margin, ratio }: (typeof sources)[number]): Example[] {
  const inside = join(folder, 'spam', file);
  const path = existsSync(inside) ? inside : resolve(folder, file);
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { text, label, source, author = '' } = JSON.parse(line) as Record<string, string>;
    return {
      text: text ?? '',
      spam: label === 'spam',
      label: label ?? '',
      source: source ?? file,
      author,
      margin,
      ratio,
    };
  });
}

/** The sum of the two learners over the same features, scaled and shifted to log-odds. */
function train(examples: Example[], { scale, shift }: { scale: number; shift: number }): Omit<Weights, 'sources'> {
  const { hashes, rows } = index(examples);
  const margin = learnMargin(rows, examples, hashes.length);
  const ratio = learnRatio(rows, examples, hashes.length);
  const [marginUnit, ratioUnit] = [1 / spread(rows, margin), ratioShare / spread(rows, ratio)];
  const both = margin.map((weight, at) => weight * marginUnit + (ratio[at] ?? 0) * ratioUnit);
  const strongest = hashes
    .map((hash, at) => ({ hash, weight: (both[at] ?? 0) * scale }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.hash - b.hash)
    .slice(0, kept)
    .sort((a, b) => a.hash - b.hash);
  const unit = Math.max(...strongest.map(({ weight }) => Math.abs(weight))) / 127;
  return {
    bias: (both[hashes.length] ?? 0) * scale + shift,
    unit,
    hashes: base64(new Int32Array(strongest.map(({ hash }) => hash))),
    weights: base64(new Int8Array(strongest.map(({ weight }) => Math.round(weight / unit)))),
  };
}

const base64 = ({ buffer }: Int32Array | Int8Array) => Buffer.from(buffer).toString('base64');

/** Features that at least two examples have. */
function index(examples: Example[]): { hashes: number[]; rows: Row[] } {
  const found = examples.map(({ text }) => [...featuresOf(text).entries()]);
  const counts = new Map<number, number>();
  for (const row of found) for (const [hash] of row) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const hashes = [...counts].filter(([, count]) => count > 1).map(([hash]) => hash);
  const places = new Map(hashes.map((hash, at) => [hash, at]));
  const rows = found.map((row) => {
    const known = row.filter(([hash]) => places.has(hash));
    return {
      at: Int32Array.from(known, ([hash]) => places.get(hash) ?? 0),
      values: Float64Array.from(known, ([, value]) => value),
    };
  });
  return { hashes, rows };
}

/**
 * A support vector machine with squared hinge loss, by dual coordinate descent (Hsieh, Chang, Lin, Keerthi and
 * Sundararajan, ICML 2008, algorithm 1). The last weight is the bias.
 */
function learnMargin(rows: Row[], examples: Example[], size: number): Float64Array {
  const weights = new Float64Array(size + 1);
  const alphas = new Float64Array(rows.length);
  const softness = examples.map(({ margin }) => 0.5 / (cost * margin));
  const squares = rows.map(({ values }) => values.reduce((sum, value) => sum + value * value, 1));
  const next = shuffler(7);
  for (let round = 0; round < marginRounds; round += 1)
    for (const one of next(rows.length)) {
      const row = rows[one] as Row;
      const sign = examples[one]?.spam ? 1 : -1;
      const alpha = alphas[one] ?? 0;
      const soft = softness[one] ?? 0;
      const gradient = sign * sumOf(row, weights) - 1 + alpha * soft;
      const changed = Math.max(0, alpha - gradient / ((squares[one] ?? 0) + soft));
      alphas[one] = changed;
      add(row, weights, (changed - alpha) * sign);
    }
  return weights;
}

/**
 * Logistic regression over features that are weighed by how much more often they stand in spam (Wang and Manning,
 * ACL 2012), by AdaGrad; the weights are the mean of the later rounds. The last one is the bias.
 */
function learnRatio(rows: Row[], examples: Example[], size: number): Float64Array {
  const ratios = logRatios(rows, examples, size);
  const weighed = rows.map(({ at, values }) => ({
    at,
    values: values.map((value, i) => value * (ratios[at[i] ?? 0] ?? 0)),
  }));
  const weights = new Float64Array(size + 1);
  const squares = new Float64Array(size + 1);
  const mean = new Float64Array(size + 1);
  const next = shuffler(1);
  const step = (at: number, gradient: number) => {
    if (gradient === 0) return;
    squares[at] = (squares[at] ?? 0) + gradient * gradient;
    weights[at] = (weights[at] ?? 0) - (ratioRate * gradient) / (Math.sqrt(squares[at] ?? 0) + 1e-6);
  };
  for (let round = 0; round < ratioRounds; round += 1) {
    for (const one of next(rows.length)) {
      const row = weighed[one] as Row;
      const { spam, ratio } = examples[one] as Example;
      const error = (1 / (1 + Math.exp(-sumOf(row, weights))) - Number(spam)) * ratio;
      for (const [i, at] of row.at.entries()) step(at, error * (row.values[i] ?? 0) + 1e-5 * (weights[at] ?? 0));
      step(size, error);
    }
    if (round >= ratioRounds / 2) for (let at = 0; at <= size; at += 1) mean[at] = (mean[at] ?? 0) + (weights[at] ?? 0);
  }
  const rounds = ratioRounds / 2;
  return mean.map((sum, at) => (sum / rounds) * (at === size ? 1 : (ratios[at] ?? 0)));
}

/** How much more often each feature stands in spam than in ham, as a logarithm; 0 for what is too rare to tell. */
function logRatios(rows: Row[], examples: Example[], size: number): Float64Array {
  const counts = [new Float64Array(size), new Float64Array(size)] as const;
  const totals: [number, number] = [0, 0];
  for (const [one, { at }] of rows.entries()) {
    const { spam, ratio } = examples[one] as Example;
    totals[Number(spam) as 0 | 1] += ratio;
    const count = counts[Number(spam) as 0 | 1];
    for (const place of at) count[place] = (count[place] ?? 0) + ratio;
  }
  const [ham, spam] = counts;
  return ham.map((inHam, place) => {
    const inSpam = spam[place] ?? 0;
    if (inHam + inSpam < 1.5) return 0;
    return Math.log((inSpam + 1) / (totals[1] + 2)) - Math.log((inHam + 1) / (totals[0] + 2));
  });
}

function sumOf({ at, values }: Row, weights: Float64Array): number {
  let sum = weights[weights.length - 1] ?? 0;
  for (let i = 0; i < at.length; i += 1) sum += (weights[at[i] ?? 0] ?? 0) * (values[i] ?? 0);
  return sum;
}

function add({ at, values }: Row, weights: Float64Array, by: number): void {
  if (by === 0) return;
  for (let i = 0; i < at.length; i += 1) weights[at[i] ?? 0] = (weights[at[i] ?? 0] ?? 0) + by * (values[i] ?? 0);
  weights[weights.length - 1] = (weights[weights.length - 1] ?? 0) + by;
}

/** The standard deviation of what the weights say about the rows. */
function spread(rows: Row[], weights: Float64Array): number {
  const sums = rows.map((row) => sumOf(row, weights));
  const mean = sums.reduce((a, b) => a + b, 0) / sums.length;
  return Math.sqrt(sums.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sums.length);
}

/** Orders of `count` things, another one each time and the same ones in each run (mulberry32). */
function shuffler(seed: number): (count: number) => number[] {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  let order: number[] | undefined;
  return (count) => {
    order ??= Array.from({ length: count }, (_, at) => at);
    for (let at = count - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    return order;
  };
}

interface Judged {
  example: Example;
  logOdds: number;
}

/**
 * What models say that have seen neither the video, nor the author, nor the same text: one for each video, and five for
 * the rest.
 */
function judgeUnseen(examples: Example[]): Judged[] {
  const videos = new Set(examples.filter(({ source }) => source.startsWith('youtube/')).map(({ source }) => source));
  const groups = [
    ...[...videos].map((video) => ({ test: examples.filter(({ source }) => source === video), whole: true })),
    ...[0, 1, 2, 3, 4].map((fold) => ({
      test: examples.filter(({ source, text }) => !videos.has(source) && foldOf(text) === fold),
      whole: false,
    })),
  ];
  return groups.flatMap(({ test }) => {
    const held = new Set(test);
    const texts = new Set(test.map(({ text }) => bare(text)));
    const authors = new Set(test.map(({ author }) => author).filter((author) => author !== ''));
    const rest = examples.filter((one) => !held.has(one) && !texts.has(bare(one.text)) && !authors.has(one.author));
    const model = new General({ sources: [], ...train(rest, { scale: 1, shift: 0 }) });
    return test.map((example) => ({ example, logOdds: model.logOdds(featuresOf(example.text)) }));
  });
}

const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const foldOf = (text: string) =>
  [...bare(text)].reduce((sum, one) => (sum * 31 + (one.codePointAt(0) ?? 0)) % 65_521, 7) % 5;

/** Platt's scaling (1999): the line that turns what the model says of unseen texts into log-odds. */
function calibration(unseen: Judged[]): { scale: number; shift: number } {
  let [scale, shift] = [1, 0];
  for (let round = 0; round < 50; round += 1) {
    // Newton's method on two parameters.
    let [g1, g0, h11, h10, h00] = [0, 0, 1e-9, 0, 1e-9];
    for (const { example, logOdds } of unseen) {
      const p = 1 / (1 + Math.exp(-(scale * logOdds + shift)));
      const [error, weight] = [p - Number(example.spam), p * (1 - p)];
      g1 += error * logOdds;
      g0 += error;
      h11 += weight * logOdds * logOdds;
      h10 += weight * logOdds;
      h00 += weight;
    }
    const determinant = h11 * h00 - h10 * h10;
    scale -= (h00 * g1 - h10 * g0) / determinant;
    shift -= (h11 * g0 - h10 * g1) / determinant;
  }
  return { scale, shift };
}

function report(unseen: Judged[]): void {
  const { scale, shift } = calibration(unseen);
  const groups = new Map<string, Judged[]>();
  for (const judged of unseen) {
    const { source } = judged.example;
    for (const name of source.startsWith('youtube/') ? [source, 'youtube, all three'] : [source])
      groups.set(name, [...(groups.get(name) ?? []), judged]);
  }
  for (const [name, all] of groups) {
    const judged = [...new Map(all.map((one) => [bare(one.example.text), one])).values()];
    const of = (spam: boolean) => judged.filter(({ example }) => example.spam === spam).map(({ logOdds }) => logOdds);
    const [spam, ham] = [of(true), of(false)];
    const likely = judged.filter(({ logOdds }) => scale * logOdds + shift > 0);
    const wrong = likely.filter(({ example }) => !example.spam).length / ham.length;
    const figures =
      spam.length > 0
        ? `recall ${recallAt(spam, ham, 0.01).toFixed(3)} at 1 % false positives, AUC ${areaUnderCurve(spam, ham).toFixed(4)}, `
        : '';
    console.log(`${name}: ${figures}${(wrong * 100).toFixed(1)} % of ${ham.length} ham more likely spam than not`);
  }
}

main(process.argv.slice(2));
