import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder } from './server';

const root = join(import.meta.dirname, '../../..');
const command = (args: string[]) => ['run', '-s', 'spam:replay', '--', ...args];

/** Runs the command as a person does, and reads what it prints. */
function replay(lines: unknown[], ...args: string[]) {
  const file = join(newFolder(), 'comments.jsonl');
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  const { stdout, status } = spawnSync('npm', command([file, ...args]), { cwd: root, encoding: 'utf8' });
  const printed = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { status, printed, totals: printed.at(-1).totals };
}

test('no verdict has changed since it was written down', () => {
  const lines = readFileSync(join(root, 'test/fixtures/verdicts.jsonl'), 'utf8').trim().split('\n');
  const expected = lines.map((line) => JSON.parse(line));
  const { printed, totals } = replay(lines);
  const flipped = expected.filter(({ verdict }, index) => printed[index].verdict !== verdict);
  expect([expected.length, flipped]).toEqual([251, []]);
  expect([totals.recall > 0.95, totals.falsePositiveRate < 0.03, totals.falseSpamRate]).toEqual([true, true, 0]);
});

test('each line has a score, a probability, a verdict and its signals; the last line the totals', () => {
  const { status, printed, totals } = replay([
    { text: 'Das kenne ich aus unserem Haus genau so.', author: 'Nora', label: 'ham' },
    { text: '[url=http://casino.example]free casino bonus[/url]', author: 'Tom', label: 'spam' },
  ]);
  expect(status).toBe(0);
  expect(printed[0]).toMatchObject({ score: 0, verdict: 'publish', signals: [] });
  expect(printed[1]).toMatchObject({ verdict: 'spam', score: expect.any(Number), probability: expect.any(Number) });
  expect(totals).toMatchObject({ lines: 2, publish: 1, spam: 1, recall: 1, falsePositiveRate: 0, auc: 1, errors: 0 });
});

test('what is no comment is said, line by line, and the others are still judged', () => {
  const { status, printed, totals } = replay(['{', { author: 'Nora' }, { text: 'Danke.' }]);
  expect([status, totals.lines, totals.errors, totals.recall]).toEqual([1, 1, 2, null]);
  expect(printed[0].error).toContain('Line 1');
  expect(printed[1].error).toContain('text');
  expect(spawnSync('npm', command(['/nowhere.jsonl']), { cwd: root, encoding: 'utf8' }).status).toBe(2);
});

test('taught line by line, it soon knows what this site calls spam', () => {
  const topics = ['Gartenzwerge', 'Teppiche', 'Rasenmäher', 'Kaffeemühlen', 'Wanduhren'];
  const lines = Array.from({ length: 100 }, (_, index) => {
    const topic = topics[index % topics.length];
    return index % 2 === 0
      ? { text: `Unsere ${topic} aus Handarbeit liefern wir frei Haus, Nummer ${index}.`, label: 'spam' }
      : {
          text: `Bei uns im Vertrieb fragt jeder erst den Chef, auch wegen ${topic}, zum ${index}. Mal.`,
          label: 'ham',
        };
  });
  expect(replay(lines).totals.recall).toBeLessThan(0.5);
  const learned = replay(lines, '--learn');
  const later = learned.printed.slice(40, 100);
  const stopped = later.filter((_, index) => index % 2 === 0).map(({ verdict }) => verdict !== 'publish');
  expect(stopped).toEqual(stopped.map(() => true));
  expect(later.filter((_, index) => index % 2 === 1).every(({ verdict }) => verdict === 'publish')).toBe(true);
});

test('the model is small, and says where it comes from', () => {
  const bytes = readFileSync(join(root, 'worker/spam/classifier/weights.json'));
  expect(bytes.length).toBeLessThanOrEqual(256 * 1024);
  const { sources } = JSON.parse(bytes.toString());
  expect(sources).toHaveLength(5);
  expect(sources[0]).toContain('CC BY 4.0');
});

test('training says what it needs', () => {
  const { status, stderr } = spawnSync('npm', ['run', '-s', 'spam:train'], { cwd: root, encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, expect.stringContaining('npm run spam:train -- FOLDER')]);
});

test('the same texts give the same model', () => {
  const folder = newFolder();
  const rows = (label: string, texts: string[]) => texts.map((text) => ({ text, label, source: 'own' }));
  const spam = rows('spam', ['free money now', 'free casino money', 'click for free money', 'win money now']);
  const ham = rows('ham', ['a good question', 'a very good article', 'that is a good point', 'a question of trust']);
  const write = (file: string, lines: object[]) =>
    writeFileSync(join(folder, file), lines.map((line) => JSON.stringify(line)).join('\n'));
  write('dev_youtube.jsonl', [...spam, ...ham]);
  for (const file of ['dev_sms_de_mt.jsonl', 'dev_telegram.jsonl']) write(file, [...spam, ...ham]);
  write('dev_germeval2021.jsonl', ham);
  const train = () => {
    const out = join(newFolder(), 'weights.json');
    execFileSync('npm', ['run', '-s', 'spam:train', '--', folder, out], { cwd: root });
    return readFileSync(out, 'utf8');
  };
  expect(train()).toBe(train());
});
