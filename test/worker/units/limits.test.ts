import { expect, test } from 'vitest';
import type { LimitKind } from '../../../worker/contract/limits';
import { Refusal } from '../../../worker/errors';
import { Limiter } from '../../../worker/rate-limit';

const window = 600_000;
const limits = { comment: 30, vote: 120 };

/** A limiter, the clock it reads, and whether it lets in. */
function limiter() {
  const time = { now: Date.UTC(2026, 10, 24) };
  const limiter = new Limiter(() => time.now);
  const admits = (networks: string[], kind: LimitKind = 'comment') => {
    try {
      limiter.admit(networks, kind);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'too-many') throw error;
      return false;
    }
  };
  /** How many writes of this network are let in before the first that is not. */
  const room = (networks: string[], kind: LimitKind = 'comment') => {
    for (let count = 0; count < 10_000; count += 1) if (!admits(networks, kind)) return count;
    return Number.POSITIVE_INFINITY;
  };
  return { time, limiter, admits, room };
}

/** The hash of the nth network, as there could be millions. */
const hash = (n: number) => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const mixed = Math.imul(n + 1, 0x9e3779b1) >>> 0;
  return `${alphabet[mixed & 63]}${alphabet[(mixed >>> 6) & 63]}${n.toString(36).padStart(20, '0')}`;
};

test('a network that wrote too much is told when to come back, and no other is', () => {
  const { limiter: one, time, admits, room } = limiter();
  expect(room(['a'])).toBe(limits.comment);
  time.now += 1500;
  expect(() => one.admit(['a'], 'comment')).toThrow(
    expect.objectContaining({ code: 'too-many', detail: { detail: 'Try again in 599 seconds.', retryAfter: 599 } }),
  );
  expect([admits(['b']), admits(['a'], 'vote')]).toEqual([true, true]);
  time.now += window - 1500;
  expect(room(['a'])).toBe(limits.comment);
});

test('networks within a wider one are counted together, too, more generously; what is refused does not count', () => {
  const { admits, room, time } = limiter();
  expect(room(['first', 'wide'])).toBe(limits.comment);
  for (let count = 0; count < 1000; count += 1) admits(['first', 'wide']);
  let let_in = limits.comment;
  for (let count = 0; count < 65_536; count += 1) if (admits([hash(count), 'wide'])) let_in += 1;
  expect(let_in).toBe(16 * limits.comment);
  expect(admits([hash(1), 'elsewhere'])).toBe(true);
  time.now += window;
  expect(admits(['first', 'wide'])).toBe(true);
});

test('hundreds of thousands of other networks do not make it forget one that is over its limit', () => {
  const { admits, room } = limiter();
  expect(room(['a'])).toBe(limits.comment);
  for (let count = 0; count < 300_000; count += 1) {
    admits([hash(count)]);
    if (count % 50_000 === 0) expect(admits(['a'])).toBe(false);
  }
  expect([admits(['a']), admits(['a'], 'vote')]).toEqual([false, true]);
});

test('whoever comes while too many are remembered shares a window with some of them, and is still limited', () => {
  const { limiter: one, admits, room, time } = limiter();
  for (let count = 0; count < 100_000; count += 1) admits([hash(count)]);
  expect(one.size).toBeLessThan(25_000);
  const newcomers = Array.from({ length: 200 }, (_, count) => [hash(2_000_000 + count)]);
  expect(newcomers.filter((networks) => admits(networks))).toHaveLength(200);
  for (const networks of newcomers.slice(0, 20)) expect(room(networks)).toBeLessThanOrEqual(2 * limits.comment);
  // Those who were there first keep their own.
  expect(room([hash(7)])).toBe(limits.comment - 1);
  time.now += window;
  expect(room(newcomers[0] ?? [])).toBe(limits.comment);
  expect(one.size).toBeLessThan(5);
});

test('a clock that jumps ahead and back locks nobody out', () => {
  const { admits, room, time } = limiter();
  time.now += 30 * 24 * 60 * 60_000;
  expect(room(['a'])).toBe(limits.comment);
  for (let count = 0; count < 50_000; count += 1) admits([hash(count)]);
  time.now -= 30 * 24 * 60 * 60_000;
  expect(room(['a'])).toBe(limits.comment);
  expect(room(['b'])).toBe(limits.comment);
});
