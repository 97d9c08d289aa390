import type { Comment } from '../../worker/contract/comment';
import type { Statement } from '../../worker/contract/statement';
import { answer, before, comment, own } from './comments';
import type { Reader } from './reader';
import type { State } from './state';

const question = comment('Nora', 'How is it where you work? What climbs your stairs?');
const reply = answer(question, 'Jonas', 'Everything that costs more than a stamp.');
const deeper = answer(reply, 'Nora', 'And who decides then?');
const deepest = answer(deeper, 'Aylin', 'Whoever has the conversation, since last year.');
const conversation = [question, reply, deeper, deepest, answer(deepest, 'Jonas', 'How did you get there?')];

/** Everything at once, with names that do not end. */
const crowd = comment('W'.repeat(80), 'Everything that can stand beside a name, and below a text.', {
  author: { name: 'W'.repeat(80), website: 'https://example.com/' },
  ...{ team: true, postAuthor: true, pinned: true, edited: before(20), score: 1234 },
});
const crowdBelow = [crowd];
for (const number of [1, 2, 3, 4])
  crowdBelow.push(
    answer(crowdBelow.at(-1) ?? crowd, `Donaudampfschifffahrtskapitän ${number}`, 'An answer.', {
      ...{ team: true, edited: before(number), score: -1234 },
    }),
  );

const manyLetters = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3);

/** What somebody decided against a comment. */
const statement = (appeal: Statement['appeal']): Statement => ({
  decision: '01KSTATES0000000000000DEC1',
  action: 'reject',
  reason: 'Off the subject',
  explanation: 'Please write about the post.',
  by: 'person',
  at: before(90),
  text: 'Your comment was not published.\nReason: Off the subject\nPlease write about the post.',
  appeal,
});

const mine = (words: string, rest: Partial<Comment>, about: Parameters<typeof own>[1] = {}): Comment =>
  comment('Nora', words, { ...rest, ...own(words, about) });

const turnedDown = (appeal: Statement['appeal']) =>
  mine('Something else entirely.', { status: 'rejected' }, { statement: statement(appeal) });

const afterAll = mine(
  'This is published after all.',
  {},
  {
    reversal: {
      action: 'reject',
      turnedDown: before(200),
      at: before(30),
      published: before(30),
      appeal: true,
      text: 'Your appeal was successful.',
    },
  },
);
const changeable = mine('This can be changed.', {}, { editableUntil: before(-12.5) });

/** The same as everyone sees it. */
const toAll = ({ own: _, ...comment }: Comment): Comment => comment;

const published = comment('Jonas', 'What everyone can see.');

const fresh = comment('Aylin', 'What has just come.');
const came: State['answers'] = {
  'GET /newest': { count: 2, comments: [{ id: fresh.id, root: fresh.id }] },
  'GET /since': {
    thread: { key: '/', title: null, url: null, count: 2, open: true, votes: 'off', language: 'en', tone: 'formal' },
    comments: [fresh],
    complete: true,
  },
};

/** A minute goes by. */
async function wait(reader: Reader): Promise<void> {
  const { now } = Date;
  // What asks comes after the comments.
  while (!reader.element.shadowRoot?.querySelector('[part~=news]')) {
    Date.now = () => now() + 61_000;
    document.dispatchEvent(new Event('visibilitychange'));
    Date.now = now;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Every state there is. A new one is an entry here. */
export const states: State[] = [
  {
    name: 'loading',
    what: 'The comments are on their way.',
    answers: { 'GET /comments': 'never' },
    waits: true,
  },
  { name: 'empty', what: 'Nobody has written yet.' },
  { name: 'one', what: 'One comment.', comments: [published] },
  { name: 'closed', what: 'No more comments are taken.', thread: { open: false }, comments: [published] },
  { name: 'closed-empty', what: 'No comments are taken, and there are none.', thread: { open: false } },
  { name: 'lost', what: 'There is no connection.', answers: { 'GET /comments': 'lost' } },
  { name: 'not-plausch', what: 'Something else answers.', answers: { 'GET /comments': 'other' } },
  {
    name: 'origin',
    what: 'The page is none of the site’s own.',
    answers: { 'GET /comments': { problem: 'origin-not-allowed' } },
    act: async (reader) => void (await reader.sees('[role=alert] p', '.example')),
  },
  {
    name: 'site',
    what: 'There is no such site.',
    answers: { 'GET /comments': { problem: 'unknown-site' } },
    act: async (reader) => void (await reader.sees('[role=alert] p', '.example')),
  },
  {
    name: 'attribute',
    what: 'An attribute is wrong.',
    answers: {
      'GET /comments': {
        problem: 'invalid-fields',
        errors: [{ pointer: '/sort', code: 'invalid', detail: 'Not one.' }],
      },
    },
    act: async (reader) => void (await reader.sees('[role=alert] p', 'sort')),
  },
  { name: 'answers', what: 'Answers, and answers to them, deeper than there is room.', comments: conversation },
  {
    name: 'more',
    what: 'More comments before, after, and below one.',
    comments: [question, reply],
    page: { previous: 'before', next: 'after', more: [{ root: question.id, before: 'b', after: 'a' }] },
  },
  {
    name: 'people',
    what: 'The team, whoever wrote the post, a pinned and an edited comment, a website, one taken back and one removed.',
    comments: [
      comment('The editors', 'Thank you for all of this!', { team: true, pinned: true }),
      comment('Anna', 'I wrote that.', { team: true, postAuthor: true }),
      comment('Jonas', 'I have put this right.', { edited: before(20) }),
      comment('Aylin', 'With a website.', { author: { name: 'Aylin', website: 'https://example.com/' } }),
      comment('', '', { status: 'withdrawn', author: null, html: null }),
      comment('', '', { status: 'rejected', author: null, html: null }),
    ],
  },
  {
    name: 'markdown',
    what: 'Everything that Markdown can do.',
    comments: [
      comment('Nora', '', {
        html: '<p><em>Italic</em>, <strong>bold</strong>, <code>code</code>, <a href="https://example.com/" rel="nofollow ugc noopener">a link</a>.</p><blockquote><p>What somebody said.</p></blockquote><ul><li>One</li><li>Two<ul><li>Deeper</li></ul></li></ul><ol><li>First</li><li>Second</li></ol><pre><code>const line = "that is far longer than a narrow place has room for, and so can be moved sideways";\n</code></pre><hr>',
      }),
    ],
  },
  {
    name: 'long',
    what: 'Words, names and addresses that do not end.',
    comments: [
      comment(manyLetters.slice(0, 80), manyLetters),
      comment('W'.repeat(80), `<a href="https://example.com/">https://example.com/${'x'.repeat(300)}</a>`, {
        team: true,
        edited: before(5),
      }),
    ],
    attributes: {},
  },
  {
    name: 'scripts',
    what: 'Names and texts from right to left, and such without spaces.',
    comments: [
      comment('נורה כהן', 'איך זה אצלכם בעבודה? מה עולה במדרגות?'),
      comment('ليلى', 'كل ما يكلف أكثر من طابع بريد. <a href="https://example.com/">example.com</a>'),
      comment('山田花子', '最後に決めるのは、お客さまと話した人です。'.repeat(6)),
      comment('👩🏽‍🚒 Ada', 'Emoji in a name.'),
    ],
  },
  ...(['initials', 'pattern'] as const).map((avatars) => ({
    name: avatars,
    what: 'What stands for authors, made of their names alone.',
    attributes: { avatars },
    comments: [
      comment('Nora', 'One word.'),
      comment('Ada  de Lovelace', 'More than one.'),
      comment('“Jonas”', 'With signs around it.'),
      comment('נורה כהן', 'From right to left.'),
      comment('👩🏽‍🚒 Ada', 'An emoji, which is one sign of many.', {
        author: { name: '👩🏽‍🚒 Ada', website: 'https://example.com/' },
      }),
      comment('???', 'No letter at all.'),
      comment('nora', 'The first one again, as far as a name tells.', { team: true }),
      comment('', '', { status: 'withdrawn', author: null, html: null }),
    ],
  })),
  {
    name: 'votes',
    what: 'Votes for and against; one’s own is pressed.',
    thread: { votes: 'up-down' },
    comments: [comment('Jonas', 'I am for this.', { score: 12 }), comment('Aylin', 'And for that.', { score: -3 })],
    own: { votes: {} },
    act: async (reader) => {
      await reader.press('vote');
      await reader.sees('[part~=vote][aria-pressed=true]');
    },
  },
  {
    name: 'votes-up',
    what: 'Votes for a comment alone; so few that nobody is told how many.',
    thread: { votes: 'up' },
    comments: [published],
    act: async (reader) => void (await reader.sees('[part=votes]')),
  },
  {
    name: 'vote-failed',
    what: 'A vote that did not arrive.',
    thread: { votes: 'up' },
    comments: [published],
    answers: { 'PUT /comments/{id}/vote': 'lost' },
    act: async (reader) => {
      await reader.press('vote');
      await reader.sees('[role=status]', ' ');
    },
  },
  {
    name: 'own',
    what: 'One’s own: waiting, turned down, published after all, and one that may still be changed.',
    comments: [published, toAll(afterAll), toAll(changeable)],
    own: {
      comments: [
        mine('This waits.', { status: 'held' }, { usualWait: 7_200_000, editableUntil: before(-500_000) }),
        turnedDown('possible'),
        afterAll,
        changeable,
      ],
    },
    act: async (reader) => void (await reader.sees('[part~=change]')),
  },
  {
    name: 'crowded',
    what: 'All that a comment can have, with what is at hand in the last one.',
    thread: { votes: 'up-down' },
    comments: crowdBelow,
    own: {
      comments: [
        answer(crowd, 'Nora', 'My own.', {
          status: 'held',
          ...own('My own.', { editableUntil: before(-12.5), usualWait: 7_200_000 }),
        }),
      ],
    },
    act: async (reader) => {
      await reader.sees('[part=votes]');
      await reader.sees('[part~=fold]');
      const last = await reader.sees('article', 'An answer.');
      last.focus();
      await reader.sees('[part~=copy]');
      await reader.sees('[part~=change]');
    },
  },
  {
    name: 'why',
    what: 'Why it was turned down, and the form to appeal.',
    own: { comments: [turnedDown('possible')] },
    act: async (reader) => {
      await reader.press('report');
      await reader.sees('[part=statement]');
    },
  },
  {
    name: 'appealed',
    what: 'An appeal that waits for an answer.',
    own: { comments: [turnedDown('open')] },
    act: async (reader) => {
      await reader.press('report');
      await reader.sees('[part=objection] [role=status]');
    },
  },
  {
    name: 'changing',
    what: 'One’s own comment is changed.',
    own: { comments: [mine('This can be changed.', { status: 'held' }, { editableUntil: before(-12.5) })] },
    act: async (reader) => {
      await reader.press('change');
      await reader.sees('[name=take-back]');
    },
  },
  {
    name: 'taking-back',
    what: 'Asks whether one’s own comment is to be taken back.',
    own: { comments: [mine('This can be taken back.', { status: 'held' }, { editableUntil: before(-12.5) })] },
    act: async (reader) => {
      await reader.press('change');
      (await reader.sees('[name=take-back]')).click();
      await reader.sees('[name=yes]');
    },
  },
  {
    name: 'change-failed',
    what: 'A change that was refused.',
    own: { comments: [mine('This is too long.', { status: 'held' }, { editableUntil: before(-12.5) })] },
    answers: {
      'PATCH /comments/{id}': {
        problem: 'invalid-fields',
        errors: [{ pointer: '/body', code: 'too-long', detail: 'Too long.' }],
      },
    },
    act: async (reader) => {
      await reader.press('change');
      await reader.press('send');
      await reader.sees('[part~=objection] [part=error]', ' ');
    },
  },
  {
    name: 'reporting',
    what: 'The form to report a comment.',
    comments: [published],
    act: async (reader) => {
      await reader.press('report');
      await reader.sees('[name=reason]');
    },
  },
  {
    name: 'noticing',
    what: 'A notice of something illegal, with nothing filled in.',
    comments: [published],
    answers: {
      'POST /comments/{id}/notices': {
        problem: 'invalid-fields',
        errors: ['explanation', 'name', 'email', 'goodFaith'].map((name) => ({
          pointer: `/${name}`,
          code: 'required',
          detail: 'Required.',
        })),
      },
    },
    act: async (reader) => {
      await reader.press('report');
      await reader.choose('reason', 'illegal');
      await reader.sees('[name=goodFaith]');
      await reader.press('send');
      await reader.sees('[part~=objection] [part=error]');
    },
  },
  {
    name: 'reported',
    what: 'A comment was reported.',
    comments: [published],
    act: async (reader) => {
      await reader.press('report');
      await reader.choose('reason', 'spam');
      await reader.press('send');
      await reader.sees('[part~=objection][role=status]');
    },
  },
  {
    name: 'report-failed',
    what: 'A report that did not arrive.',
    comments: [published],
    answers: { 'POST /comments/{id}/reports': { problem: 'too-many', wait: 40 } },
    act: async (reader) => {
      await reader.press('report');
      await reader.choose('reason', 'spam');
      await reader.press('send');
      await reader.sees('[part~=objection] [part=failure]');
    },
  },
  {
    name: 'writing',
    what: 'Somebody writes, and wants to hear of answers.',
    act: async (reader) => {
      await reader.type('body', 'A few words about it.');
      await reader.choose('notify');
      await reader.sees('[name=pace]');
    },
  },
  {
    name: 'preview',
    what: 'What was written, as it would be shown.',
    act: async (reader) => {
      await reader.type('body', 'A few words about it.');
      (await reader.sees('[part~=button]:not([part~=send]):not([disabled])')).click();
      await reader.sees('[part=preview]');
    },
  },
  {
    name: 'refused',
    what: 'Every field needs another look.',
    answers: {
      'POST /comments': {
        problem: 'invalid-fields',
        errors: ['body', 'author/name', 'author/email', 'author/website'].map((name) => ({
          pointer: `/${name}`,
          code: 'invalid',
          detail: 'Not one.',
        })),
      },
    },
    act: async (reader) => {
      await reader.type('body', 'x');
      await reader.press('send');
      await reader.sees('[part=error]');
    },
  },
  {
    name: 'too-long',
    what: 'More than there is room for.',
    act: async (reader) => {
      await reader.type('body', 'far too long '.repeat(800));
      await reader.sees('.over');
    },
  },
  {
    name: 'unsent',
    what: 'Sending failed, and is possible again in a while.',
    answers: { 'POST /comments': { problem: 'too-many', wait: 3600 } },
    act: async (reader) => {
      await reader.type('body', 'A few words about it.');
      await reader.press('send');
      await reader.sees('[part=failure]');
    },
  },
  {
    name: 'sending',
    what: 'It is on its way.',
    answers: { 'POST /comments': 'never' },
    act: async (reader) => {
      await reader.type('body', 'A few words about it.');
      await reader.press('send');
      await reader.sees('[part~=send][aria-disabled=true]');
    },
  },
  {
    name: 'sent',
    what: 'It was sent, and waits.',
    comments: [published],
    act: async (reader) => {
      await reader.type('body', 'A few words about it.');
      await reader.type('name', 'Nora');
      await reader.press('send');
      await reader.sees('[part=state]');
    },
  },
  {
    name: 'answering',
    what: 'Somebody answers.',
    comments: conversation.slice(0, 2),
    act: async (reader) => {
      await reader.press('reply');
      await reader.sees('plausch-comment plausch-composer');
      await reader.sees('[part~=send]');
    },
  },
  {
    name: 'jumped',
    what: 'Somebody went to what an answer answers, and can go back.',
    alone: true,
    comments: conversation,
    act: async (reader) => {
      const root = reader.element.shadowRoot;
      // What leads back comes after the comments.
      while (!root?.querySelector('[part~=back]')) {
        (root?.activeElement as HTMLElement | null)?.blur();
        await reader.press('answered');
      }
    },
  },
  {
    name: 'news',
    what: 'Something was published meanwhile.',
    comments: [published],
    answers: came,
    act: wait,
  },
  {
    name: 'new',
    what: 'What was published meanwhile is shown.',
    comments: [published],
    answers: came,
    act: async (reader) => {
      await wait(reader);
      await reader.press('news');
      await reader.sees('[part~=new]');
    },
  },
  {
    name: 'latest',
    what: 'The newest comments of a site, anywhere on it.',
    element: 'plausch-latest',
    comments: [
      ...conversation.slice(0, 2),
      comment('נורה כהן', 'איך זה אצלכם בעבודה? מה עולה במדרגות?'),
      comment(manyLetters.slice(0, 80), manyLetters),
    ],
  },
  { name: 'latest-empty', what: 'Nobody has written on the site yet.', element: 'plausch-latest' },
  { name: 'count', what: 'The number of comments, anywhere on a page.', element: 'plausch-count' },
];
