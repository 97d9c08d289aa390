import { expect, test } from 'vitest';
import { arrange } from '../../widget/comments/arrangement';
import { partAhead, placeIn, refresh } from '../../widget/comments/placing';
import type { Comment, ThreadPage } from '../../worker/contract/comment';

/** A comment: "b" at the top, "c<b" answers it. Its id is its place in time. */
function comment(what: string): Comment & { root: string } {
  const [id = '', parent = null] = what.split('<');
  return { id, parent, root: parent ?? id, level: parent ? 1 : 0, html: id, status: 'published' } as never;
}
const page = (ids: string, sides: Partial<ThreadPage> = {}) =>
  ({
    thread: {},
    comments: ids
      .split(' ')
      .map(comment)
      .map(({ root: _, ...rest }) => rest),
    previous: null,
    next: null,
    more: [],
    pinned: [],
    ...sides,
  }) as unknown as ThreadPage;
const order = (shown: ThreadPage) =>
  arrange(shown)
    .filter(({ missing }) => !missing)
    .map(({ key }) => key)
    .join(' ');

test('what is new stands where it would if the page were loaded anew', () => {
  const come = [comment('h'), comment('g<b'), comment('f<a')];
  expect(order(placeIn(page('a b c<a'), come, 'oldest'))).toBe('a c f b g h');
  expect(order(placeIn(page('b a c<a'), come, 'newest'))).toBe('h b g a c f');
  expect(order(placeIn(page('b a c<a'), come, 'best'))).toBe('b g a c f h');
});

test('what waited for long stands among those of its time', () => {
  expect(order(placeIn(page('a d e<a'), [comment('c'), comment('b<a')], 'oldest'))).toBe('a b e c d');
  expect(order(placeIn(page('d a e<a'), [comment('c'), comment('b<a')], 'newest'))).toBe('d c a b e');
});

test('what is pinned stays first', () => {
  const pinned = page('a d');
  Object.assign(pinned.comments[0] as Comment, { pinned: true });
  expect(order(placeIn(pinned, [comment('e')], 'newest'))).toBe('a e d');
  expect(order(placeIn(pinned, [comment('b')], 'oldest'))).toBe('a b d');
});

test('what answers what is not here stands below its top-level comment; where that is not here either, at the end', () => {
  const deep = { ...comment('g<e'), root: 'a' };
  expect(order(placeIn(page('a b', { more: [{ root: 'a', before: null, after: 'x' }] }), [deep], 'oldest'))).toBe(
    'a g b',
  );
  expect(order(placeIn(page('a b', { next: 'x' }), [{ ...comment('g<e'), root: 'c' }], 'oldest'))).toBe('a b g');
});

test('what came before the rest was loaded stands after it once that is there', () => {
  const ahead = placeIn(page('a b', { next: 'x' }), [comment('h'), comment('g<a')], 'oldest');
  expect(order(ahead)).toBe('a g b h');
  const [without, come] = partAhead(ahead);
  expect(order(without)).toBe('a g b');
  const rest = { ...without, comments: [...without.comments, comment('c')], next: null };
  expect(order(placeIn(rest, come, 'oldest'))).toBe('a g b c h');
});

test('what is gone goes, what was changed is changed, and what was loaded besides stays', () => {
  const before = page('a b c<a d e f<e', { next: 'x' });
  // Of this the first answer has only a part: it ends after "b", and below "a" nothing is missing.
  const now = page('a b', { next: 'y' });
  Object.assign(now.comments[1] as Comment, { html: 'changed' });
  const after = refresh(before, now, 'oldest');
  expect(order(after)).toBe('a b d e f');
  expect(after.comments[1]?.html).toBe('changed');
  // Nothing is drawn anew that stays as it was.
  expect(after.comments[0]).toBe(before.comments[0]);
  expect(order(refresh(page('a b c d'), page('a d'), 'oldest'))).toBe('a d');
  expect(order(refresh(page('a b c d', { next: 'x' }), page('a c', { next: 'x' }), 'oldest'))).toBe('a c d');
  expect(order(refresh(page('a b c d', { next: 'x' }), page('b c', { next: 'x' }), 'oldest'))).toBe('b c d');
  expect(order(refresh(page('d c b a'), page('d b', { next: 'x' }), 'newest'))).toBe('d b a');
  // Among the best nobody can tell what stood there.
  expect(order(refresh(page('b a c', { next: 'x' }), page('b c', { next: 'x' }), 'best'))).toBe('b a c');
});

test('an answer beyond those that were read anew stays; one before that is gone', () => {
  const more = [{ root: 'a', before: null, after: 'x' }];
  const after = refresh(page('a b<a c<a d<a e<a'), page('a b<a d<a', { more }), 'oldest');
  expect(order(after)).toBe('a b d e');
});

test('what is pinned by now goes before all others, and what is not any more to its own place', () => {
  const pinned = (shown: ThreadPage, id: string) => {
    for (const comment of shown.comments) Object.assign(comment, { pinned: comment.id === id });
    return { ...shown, pinned: [id] };
  };
  const before = pinned(page('c a b d<b'), 'c');
  expect(order(refresh(before, pinned(page('b a c d<b'), 'b'), 'oldest'))).toBe('b d a c');
});
