import { noWords } from './retention';

/** Something that is stored about people: what it is, who sees it, and until when it is there. */
interface Kept {
  what: string;
  who: string;
  until: string;
}

/** All that is stored about people. The table in docs/privacy.md says the same. */
export const kept = {
  signature: {
    what: 'name, website, text, and when it was written',
    who: 'everyone, once published',
    until: 'spam 30 days, turned down 90, taken back 30 (settings); published: for good',
  },
  address: {
    what: 'e-mail address, where one was given with the comment; unproven',
    who: 'the desk; never shown to readers',
    until: 'as above',
  },
  findings: {
    what: 'what checks and services found in it, and twelve hashes of the text',
    who: 'the desk; the hashes: nobody',
    until: 'as above',
  },
  network: {
    what: 'hash of the network: of each comment, vote, report and notice',
    who: 'nobody: no page and no call shows it',
    until: '7 days (settings), and up to a quarter of an hour',
  },
  key: {
    what: 'Idempotency-Key, and a digest of the request',
    who: 'nobody',
    until: 'one day, and up to a quarter of an hour',
  },
  imported: {
    what: 'what is being brought from another system, until it has become comments',
    who: 'nobody',
    until: 'until it has, or is undone',
  },
  knownBefore: {
    what: 'authors of another system: a digest of what it knew them by, a keyed hash of their address',
    who: 'nobody',
    until: 'until the import is undone, or they are erased and no import still brings anything of them',
  },
  search: { what: 'the words of name and text, to be searched for', who: 'the desk', until: 'as the comment' },
  lessons: {
    what: 'what the filter learned: counts by hashed words and names',
    who: 'nobody',
    until: 'until the decision is undone; the counts stay when spam is erased',
  },
  sender: {
    what: 'network address and browser, only while Akismet is on',
    who: 'nobody; sent to Akismet',
    until: '15 days, or until it is switched off',
  },
  objections: {
    what: 'appeals; reports; notices of illegal content, with name and address of who gave them',
    who: 'the desk',
    until: 'as the comment they are about; that there were some stays',
  },
  decisions: {
    what: 'decisions: who, when, reason, explanation, note',
    who: 'the desk; reason and explanation: also the author',
    until: 'who: a year (settings); their words go with the last comment they are about',
  },
  consults: {
    what: 'questions among the team, and answers',
    who: 'the team',
    until: 'their words go with the comment',
  },
  messages: {
    what: 'messages: to whom, address, and what they tell: first words, reasons, names, notes',
    who: 'the desk: without the address',
    until: 'as the comment they are about; at most 30 days (settings)',
  },
  mailbox: {
    what: 'e-mail address for mail to readers, when it was confirmed, and which answers they want to hear of',
    who: 'the desk: its first letter and its domain; sent to the mail server',
    until:
      'until they end it; unconfirmed 3 days; what they were told of 30 days; goes with the last comment naming it',
  },
  asking: {
    what: 'that a mail was asked for, to confirm an address or with the link to what is known: a keyed hash of the address, hash of the network',
    who: 'nobody',
    until: '30 days, the network 7 (settings), and up to a quarter of an hour',
  },
  targets: {
    what: 'chat and webhooks: where what happens is sent, what opens these, and what they answered',
    who: 'owners: without what opens them',
    until: 'until they are removed; answers: the last hundred each',
  },
  bans: {
    what: 'bans and mutes: name, reason, end, who set them',
    who: 'the desk; the reason: also who is banned',
    until: 'until lifted; the log keeps them; the name goes with the author’s last comment',
  },
  author: {
    what: 'a number for each author, how many of their comments became what, and their votes',
    who: 'the desk; of votes the sum: everyone',
    until: 'until deleted from the database',
  },
  team: {
    what: 'people of the team: name, role, paths, what they set up',
    who: 'the desk; names under answers: everyone',
    until: 'until they are removed; the log keeps what they did',
  },
  login: {
    what: 'logins: digests of sessions and links, passkeys, their sites',
    who: 'who signs in with them',
    until:
      'sessions: end after 30 days without use, gone with a sign-in after 60; links: a day; passkeys: until removed',
  },
  mail: {
    what: 'e-mail address of somebody of the team, for their messages, once they have confirmed it',
    who: 'who signs in with it; sent to the mail server',
    until: 'until they remove it',
  },
  device: {
    what: 'browsers that get notifications: what their owner calls them, address and keys at the push service, language',
    who: 'who signs in with them; sent to the push service: encrypted notifications',
    until: 'until switched off, removed or signed out there, or gone at the push service',
  },
} as const satisfies Record<string, Kept>;

/** What a column is: something of the above, or nothing about people. */
type Column = keyof typeof kept | 'own';
type Tables = Record<string, Record<string, Column>>;

const own = <Name extends string>(...columns: Name[]) =>
  Object.fromEntries(columns.map((column) => [column, 'own'])) as Record<Name, 'own'>;

/** Every column of a site's database. `own`: numbers, times and states by which Plausch works, and nothing about people. */
export const siteColumns: Tables = {
  comment: {
    ...own('id', 'thread', 'parent', 'root', 'level', 'status', 'shown', 'waiting', 'waiting_since', 'turn', 'touched'),
    ...own(
      'ups',
      'downs',
      'best',
      'pinned',
      'reports',
      'appeal_open',
      'decision',
      'question',
      'unheld',
      'doubt',
      'version',
      'turned_down',
      'wording',
      'naming',
      'import',
    ),
    ...{ created: 'signature', edited: 'signature', author: 'author', team: 'team', email: 'address' },
    ...{ name: 'signature', website: 'signature', body: 'signature', html: 'signature', appeal: 'objections' },
    ...{ network: 'network', signals: 'findings', why: 'findings', sketch: 'findings', key: 'key', key_request: 'key' },
  },
  import: {
    ...own('id', 'format', 'system', 'state', 'threads', 'received', 'known', 'tally', 'place'),
    ...{ file: 'decisions', found: 'imported' },
  },
  imported_thread: own('system', 'source', 'import', 'key', 'url', 'title', 'closed', 'thread'),
  imported: own('system', 'source', 'import', 'number', 'comment', 'created', 'again'),
  staged: { ...own('number', 'import', 'system', 'source', 'parent', 'comment'), fields: 'imported' },
  imported_author: { ...own('system', 'import', 'claimed'), key: 'knownBefore', author: 'author' },
  comment_number: own('number', 'comment'),
  comment_words: { name: 'search', body: 'search' },
  comment_words_content: { ...own('id'), c0: 'search', c1: 'search' },
  comment_words_data: { ...own('id'), block: 'search' },
  comment_words_idx: { ...own('segid', 'pgno'), term: 'search' },
  comment_words_docsize: own('id', 'sz'),
  comment_words_config: own('k', 'v'),
  thread: {
    ...own('id', 'key', 'url', 'title', 'created', 'published', 'team_title', 'team_url'),
    posts_by: 'team',
  },
  // What is said of a post goes with the last comment that says it.
  naming: own('id', 'thread', 'url', 'title', 'comments'),
  author: { id: 'author', since: 'author', published: 'author', rejected: 'author', spam: 'author' },
  vote: { ...own('comment', 'thread', 'at'), author: 'author', value: 'author', network: 'network' },
  report: {
    ...own('id', 'comment', 'at', 'decision', 'wording'),
    network: 'network',
    reason: 'objections',
    note: 'objections',
  },
  notice: {
    ...own('id', 'comment', 'at', 'decision', 'wording'),
    ...{ network: 'network', explanation: 'objections', name: 'objections', email: 'objections' },
  },
  appeal: { ...own('comment', 'decision', 'at', 'outcome'), text: 'objections' },
  decision: {
    ...own('id', 'action', 'rule', 'reply', 'undone_at'),
    ...{ at: 'decisions', reason: 'decisions', explanation: 'decisions', note: 'decisions' },
    ...{ by: 'decisions', by_name: 'decisions', undone_by: 'decisions', change: 'bans' },
  },
  decided: own('decision', 'comment', 'status_before', 'decision_before', 'appeal_open_before', 'waited'),
  waiting_count: own('thread', 'waiting', 'count'),
  remaining: own('decision', 'number', 'count', 'comments'),
  consult: {
    ...own('id', 'comment', 'at', 'answered'),
    ...{ by: 'team', by_name: 'team', to: 'team', to_name: 'team', note: 'consults', answer: 'consults' },
  },
  outbox: {
    ...own('id', 'kind', 'comment', 'cause', 'created', 'sent', 'withdrawn'),
    ...{ recipient: 'messages', address: 'messages', facts: 'messages' },
  },
  delivery: {
    ...own('message', 'comment', 'state', 'at', 'why', 'way'),
    ...{ account: 'team', name: 'messages', said: 'messages' },
  },
  mailbox: {
    ...own('id', 'since', 'sent'),
    ...{ author: 'author', address: 'mailbox', stop: 'mailbox', server: 'mailbox', asked: 'mailbox' },
    ...{ confirmed: 'mailbox', told_now: 'mailbox', told_daily: 'mailbox' },
  },
  asking: { ...own('number'), recipient: 'asking', network: 'asking', at: 'asking' },
  subscription: {
    ...own('thread', 'comment', 'since'),
    ...{ mailbox: 'mailbox', pace: 'mailbox' },
  },
  news: { ...own('comment', 'message'), mailbox: 'mailbox', pace: 'mailbox' },
  target: {
    ...own('id', 'kind', 'events', 'active', 'stopped', 'stopped_at', 'failing', 'failures', 'dropped', 'created'),
    ...{ name: 'targets', place: 'targets', address: 'targets', secret: 'targets', previous: 'targets' },
    ...{ previous_until: 'targets', server: 'targets', by_name: 'team' },
  },
  // Its details are why something was reported, and ids.
  dispatch: {
    ...own('target', 'id', 'event', 'comment', 'decision', 'detail', 'created', 'state', 'at', 'tries', 'tried'),
    said: 'targets',
  },
  ban: { author: 'bans', name: 'bans', kind: 'bans', reason: 'bans', until: 'bans', by_name: 'bans', at: 'bans' },
  rule: { ...own('id', 'name', 'active', 'propose', 'condition', 'created'), by_name: 'team' },
  person: {
    account: 'team',
    name: 'team',
    role: 'team',
    since: 'team',
    scope: 'team',
    alerts: 'team',
    alerted: 'team',
    alert_choice: 'team',
    seen: 'team',
    pushed: 'team',
    messaged: 'team',
    links: 'team',
  },
  mail_count: own('day', 'sent', 'failed'),
  inquiry: {
    ...own('comment', 'service', 'answered', 'told', 'until'),
    ...{ address: 'sender', agent: 'sender' },
  },
  // Its subjects are ids; what went wrong is what a service or a channel said.
  due: own('kind', 'subject', 'at', 'tries', 'unended', 'lease', 'given_up', 'trouble'),
  lesson: { ...own('comment'), spam: 'lessons' },
  // Among the settings are the counts of what the filter learned.
  setting: { ...own('key'), value: 'lessons' },
  spent: own('nonce', 'expires'),
  migration: own('number', 'at'),
};

/** Every column of an account's database. */
export const accountColumns: Tables = {
  profile: { ...own('one', 'mail_too'), name: 'team' },
  site: { name: 'login', role: 'team' },
  link: { hash: 'login', expires: 'login' },
  session: { hash: 'login', created: 'login', seen: 'login' },
  passkey: {
    ...{ id: 'login', credential: 'login', public_key: 'login', counter: 'login', transports: 'login', name: 'login' },
    ...{ created: 'login', used: 'login' },
  },
  mail: {
    ...own('one', 'since', 'asked'),
    ...{ address: 'mail', language: 'mail', server: 'mail', confirmed: 'mail', link: 'mail', expires: 'mail' },
  },
  device: {
    ...own('id', 'created', 'used', 'server'),
    ...{ session: 'login', endpoint: 'device', p256dh: 'device', auth: 'device', name: 'device', language: 'device' },
  },
  spent: own('challenge', 'at'),
  migration: own('number', 'at'),
};

/** Every column of the directory. */
export const directoryColumns: Tables = {
  site: { ...own('name', 'jurisdiction', 'created', 'ready'), owner: 'team' },
  account: { ...own('invitation'), id: 'login', created: 'login' },
  wake: own('site', 'at'),
  forgotten: own('site', 'author'),
  saving: own('one', 'holder', 'until', 'state'),
  migration: own('number', 'at'),
};

/** What is put in place of what is erased with a comment: in its own row, and in what is about it. */
export const erasedWithComment = {
  comment: {
    ...{ name: '', website: null, email: null, body: '', html: '', appeal: null, network: '' },
    ...{ signals: '[]', why: null, sketch: '[]', key: null, key_request: null },
  },
  report: { network: '', note: '' },
  notice: { network: '', explanation: '', name: '', email: '' },
  appeal: { text: '' },
  consult: { note: '', answer: null },
  outbox: { recipient: '', address: null, facts: JSON.stringify(noWords) },
  delivery: { name: '', said: null },
  dispatch: { said: null },
} as const;
