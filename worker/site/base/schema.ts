import type { Migration } from '../../host/sql';

/**
 * A site's tables, as numbered migrations. Times are milliseconds since 1970. `shown` says that a comment
 * has a place in its thread: it is published, or an answer to it is, or at the top something below it. `waiting` says why it is in the
 * queue, if it is. Both follow from the rest and are kept by `standing.ts` alone.
 */
export const migrations: readonly Migration[] = [
  [
    `CREATE TABLE setting (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE person (
      account TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('owner', 'moderator')),
      since INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE thread (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      url TEXT,
      title TEXT,
      created INTEGER NOT NULL,
      published INTEGER NOT NULL DEFAULT 0
    ) STRICT`,
    `CREATE TABLE author (
      id TEXT PRIMARY KEY,
      email TEXT,
      since INTEGER NOT NULL,
      published INTEGER NOT NULL DEFAULT 0,
      rejected INTEGER NOT NULL DEFAULT 0,
      spam INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE comment (
      id TEXT PRIMARY KEY,
      thread INTEGER NOT NULL REFERENCES thread (id),
      parent TEXT REFERENCES comment (id),
      root TEXT NOT NULL REFERENCES comment (id),
      author TEXT NOT NULL REFERENCES author (id),
      name TEXT NOT NULL,
      website TEXT,
      body TEXT NOT NULL,
      html TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('published', 'held', 'spam', 'rejected', 'withdrawn', 'erased')),
      shown INTEGER NOT NULL DEFAULT 0,
      waiting TEXT CHECK (waiting IN ('held', 'reported', 'appealed', 'spam')),
      created INTEGER NOT NULL,
      edited INTEGER,
      score INTEGER NOT NULL DEFAULT 0,
      reports INTEGER NOT NULL DEFAULT 0,
      appeal TEXT,
      appeal_open INTEGER NOT NULL DEFAULT 0,
      decision TEXT REFERENCES decision (id),
      network TEXT NOT NULL,
      signals TEXT NOT NULL,
      key TEXT UNIQUE,
      key_request TEXT
    ) STRICT`,
    `CREATE INDEX comment_top ON comment (thread, created, id) WHERE parent IS NULL AND shown = 1`,
    `CREATE INDEX comment_best ON comment (thread, score, id) WHERE parent IS NULL AND shown = 1`,
    `CREATE INDEX comment_replies ON comment (root, created, id) WHERE parent IS NOT NULL AND shown = 1`,
    `CREATE INDEX comment_latest ON comment (created, id) WHERE status = 'published'`,
    `CREATE INDEX comment_latest_of ON comment (thread, created, id) WHERE status = 'published'`,
    `CREATE INDEX comment_parent ON comment (parent)`,
    `CREATE INDEX comment_own ON comment (thread, author, created)`,
    `CREATE INDEX comment_waiting ON comment (waiting, created, id) WHERE waiting IS NOT NULL`,
    `CREATE INDEX comment_waiting_all ON comment (created, id) WHERE waiting IS NOT NULL`,
    `CREATE INDEX comment_keyed ON comment (created) WHERE key IS NOT NULL`,
    `CREATE TABLE vote (
      comment TEXT NOT NULL REFERENCES comment (id),
      author TEXT NOT NULL REFERENCES author (id),
      value INTEGER NOT NULL CHECK (value IN (-1, 1)),
      PRIMARY KEY (comment, author)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE report (
      id TEXT PRIMARY KEY,
      comment TEXT NOT NULL REFERENCES comment (id),
      network TEXT NOT NULL,
      reason TEXT NOT NULL,
      note TEXT NOT NULL,
      at INTEGER NOT NULL,
      decision TEXT REFERENCES decision (id)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX report_open ON report (comment, network) WHERE decision IS NULL`,
    `CREATE INDEX report_closed ON report (decision)`,
    `CREATE TABLE decision (
      id TEXT PRIMARY KEY,
      action TEXT NOT NULL,
      reason TEXT,
      note TEXT,
      by TEXT NOT NULL,
      by_name TEXT NOT NULL,
      at INTEGER NOT NULL,
      undone_by TEXT,
      undone_at INTEGER
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE decided (
      decision TEXT NOT NULL REFERENCES decision (id),
      comment TEXT NOT NULL REFERENCES comment (id),
      status_before TEXT NOT NULL,
      decision_before TEXT,
      appeal_open_before INTEGER NOT NULL,
      PRIMARY KEY (decision, comment)
    ) STRICT, WITHOUT ROWID`,
  ],
  [
    // The words of comments, under a number of their own: a comment's rowid is not promised to stay. See words.ts.
    `CREATE VIRTUAL TABLE comment_words USING fts5(name, body, tokenize = "unicode61 remove_diacritics 2")`,
    `CREATE TABLE comment_number (
      number INTEGER PRIMARY KEY,
      comment TEXT NOT NULL UNIQUE REFERENCES comment (id)
    ) STRICT`,
    // Since when it waits; the account of whoever of the team wrote it; whether it asks something.
    `ALTER TABLE comment ADD COLUMN waiting_since INTEGER`,
    `UPDATE comment SET waiting_since = created WHERE waiting IS NOT NULL`,
    `DROP INDEX comment_waiting`,
    `DROP INDEX comment_waiting_all`,
    `CREATE INDEX comment_waiting ON comment (waiting, waiting_since, id) WHERE waiting IS NOT NULL`,
    `CREATE INDEX comment_waiting_all ON comment (waiting_since, id) WHERE waiting IS NOT NULL`,
    `ALTER TABLE comment ADD COLUMN team TEXT`,
    `ALTER TABLE comment ADD COLUMN question INTEGER NOT NULL DEFAULT 0`,
    // Whether it was published without waiting.
    `ALTER TABLE comment ADD COLUMN unheld INTEGER NOT NULL DEFAULT 0`,
    `UPDATE comment SET unheld = 1 WHERE status = 'published' AND decision IS NULL`,
    `CREATE INDEX comment_of_author ON comment (author)`,
    `CREATE INDEX report_about ON report (comment)`,
    // A moderator's paths, as a JSON array.
    `ALTER TABLE person ADD COLUMN scope TEXT NOT NULL DEFAULT '[]'`,
    `ALTER TABLE decision ADD COLUMN explanation TEXT`,
    `ALTER TABLE decision ADD COLUMN rule TEXT`,
    `ALTER TABLE decision ADD COLUMN change TEXT`,
    `ALTER TABLE decision ADD COLUMN reply TEXT REFERENCES comment (id)`,
    `CREATE INDEX decision_at ON decision (at)`,
    // How long it had waited when it was decided (milliseconds); null: it did not wait.
    `ALTER TABLE decided ADD COLUMN waited INTEGER`,
    `CREATE INDEX decided_comment ON decided (comment, decision)`,
    `CREATE TABLE notice (
      id TEXT PRIMARY KEY,
      comment TEXT NOT NULL REFERENCES comment (id),
      network TEXT NOT NULL,
      explanation TEXT NOT NULL,
      name TEXT NOT NULL,
      email TEXT NOT NULL,
      at INTEGER NOT NULL,
      decision TEXT REFERENCES decision (id)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX notice_open ON notice (comment) WHERE decision IS NULL`,
    `CREATE INDEX notice_closed ON notice (decision)`,
    `CREATE INDEX notice_at ON notice (at)`,
    // One appeal a decision and comment; outcome: the decision that answered it.
    `CREATE TABLE appeal (
      comment TEXT NOT NULL REFERENCES comment (id),
      decision TEXT NOT NULL REFERENCES decision (id),
      text TEXT NOT NULL,
      at INTEGER NOT NULL,
      outcome TEXT REFERENCES decision (id),
      PRIMARY KEY (comment, decision)
    ) STRICT, WITHOUT ROWID`,
    `INSERT INTO appeal (comment, decision, text, at)
      SELECT id, decision, appeal, created FROM comment WHERE appeal IS NOT NULL AND decision IS NOT NULL`,
    `CREATE INDEX appeal_outcome ON appeal (outcome)`,
    `CREATE INDEX appeal_at ON appeal (at)`,
    `CREATE TABLE consult (
      id TEXT PRIMARY KEY,
      comment TEXT NOT NULL REFERENCES comment (id),
      by TEXT NOT NULL,
      by_name TEXT NOT NULL,
      "to" TEXT NOT NULL,
      to_name TEXT NOT NULL,
      note TEXT NOT NULL,
      at INTEGER NOT NULL,
      answer TEXT,
      answered INTEGER
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX consult_about ON consult (comment, at)`,
    `CREATE INDEX consult_asked ON consult ("to", comment) WHERE answer IS NULL`,
    `CREATE TABLE rule (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      active INTEGER NOT NULL,
      propose TEXT NOT NULL CHECK (propose IN ('hold', 'publish')),
      condition TEXT NOT NULL,
      by_name TEXT NOT NULL,
      created INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE ban (
      author TEXT PRIMARY KEY REFERENCES author (id),
      name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('ban', 'mute')),
      reason TEXT NOT NULL,
      until INTEGER,
      by_name TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX ban_at ON ban (at)`,
    // Messages, written with their cause and delivered later; cause: the decision, notice or consult behind it.
    `CREATE TABLE outbox (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      recipient TEXT NOT NULL,
      address TEXT,
      subject TEXT NOT NULL,
      text TEXT NOT NULL,
      comment TEXT REFERENCES comment (id),
      cause TEXT NOT NULL,
      created INTEGER NOT NULL,
      sent INTEGER,
      withdrawn INTEGER
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX outbox_cause ON outbox (cause)`,
    `CREATE INDEX outbox_waiting ON outbox (created, id) WHERE sent IS NULL AND withdrawn IS NULL`,
  ],
  [
    // What the checks came to: the sum of their weights; and the text as areAlike() compares it (sketch.ts).
    `ALTER TABLE comment ADD COLUMN doubt REAL NOT NULL DEFAULT 0`,
    `ALTER TABLE comment ADD COLUMN sketch TEXT NOT NULL DEFAULT '[]'`,
    `CREATE INDEX comment_spam ON comment (created, id) WHERE status = 'spam'`,
    // Comments that taught the site's filter, and whether as spam. The counts made of them are the setting 'learned'.
    `CREATE TABLE lesson (
      comment TEXT PRIMARY KEY REFERENCES comment (id),
      spam INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    // Proofs of work that were used, until they would have expired.
    `CREATE TABLE spent (
      nonce TEXT PRIMARY KEY,
      expires INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX spent_expires ON spent (expires)`,
  ],
  [
    // What is shown first among what waits: 0 before 1.
    `ALTER TABLE comment ADD COLUMN turn INTEGER NOT NULL DEFAULT 1`,
    `DROP INDEX comment_waiting`,
    `DROP INDEX comment_waiting_all`,
    `CREATE INDEX comment_waiting ON comment (waiting, turn, waiting_since, id) WHERE waiting IS NOT NULL`,
    `CREATE INDEX comment_waiting_all ON comment (turn, waiting_since, id) WHERE waiting IS NOT NULL`,
    // What outside services need to be asked again or told, and when the sender is forgotten. See inquiries.ts.
    `CREATE TABLE inquiry (
      comment TEXT NOT NULL REFERENCES comment (id),
      service TEXT NOT NULL,
      address TEXT NOT NULL,
      agent TEXT NOT NULL,
      answered TEXT CHECK (answered IN ('spam', 'ham')),
      told TEXT CHECK (told IN ('spam', 'ham')),
      due INTEGER,
      tries INTEGER NOT NULL,
      until INTEGER NOT NULL,
      PRIMARY KEY (comment, service)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX inquiry_due ON inquiry (due) WHERE due IS NOT NULL`,
    `CREATE INDEX inquiry_until ON inquiry (service, until)`,
  ],
  [
    // An address belongs to the comment it was given with: nobody has proven that it is its author's.
    `ALTER TABLE comment ADD COLUMN email TEXT`,
    `UPDATE comment SET email = (SELECT email FROM author WHERE author.id = comment.author)
      WHERE author IN (SELECT id FROM author WHERE email IS NOT NULL)`,
    `ALTER TABLE author DROP COLUMN email`,
  ],
  [
    // How deep a comment stands: 0 at the top. The walk is a loop over a queue, however long a chain is.
    `ALTER TABLE comment ADD COLUMN level INTEGER NOT NULL DEFAULT 0`,
    `WITH RECURSIVE below (id, level) AS (
       SELECT id, 1 FROM comment WHERE parent = root
       UNION ALL SELECT answer.id, below.level + 1 FROM below JOIN comment AS answer ON answer.parent = below.id)
     UPDATE comment SET level = below.level FROM below WHERE comment.id = below.id`,
    // A place is kept for what was answered, and at the top for all that stands below it. See standing.ts.
    `CREATE INDEX comment_answered ON comment (parent) WHERE status = 'published'`,
    `UPDATE comment SET shown = 0 WHERE shown = 1 AND parent IS NOT NULL AND status <> 'published' AND NOT EXISTS (
       SELECT 1 FROM comment AS answer WHERE answer.parent = comment.id AND answer.status = 'published')`,
    // Own comments that wait or were turned down, and own votes, of one thread.
    `CREATE INDEX comment_own_hidden ON comment (thread, author, created, id) WHERE status IN ('held', 'spam', 'rejected')`,
    `ALTER TABLE vote ADD COLUMN thread INTEGER NOT NULL DEFAULT 0`,
    `UPDATE vote SET thread = (SELECT thread FROM comment WHERE comment.id = vote.comment)`,
    `CREATE INDEX vote_own ON vote (author, thread, comment)`,
  ],
  [
    // What its author has said so far: grows with each change and appeal.
    `ALTER TABLE comment ADD COLUMN version INTEGER NOT NULL DEFAULT 1`,
    `UPDATE comment SET version = 2 WHERE edited IS NOT NULL OR appeal IS NOT NULL`,
    // When it last changed in a way that the queue shows, as an id: a decision about a list leaves alone what is newer.
    `ALTER TABLE comment ADD COLUMN touched TEXT NOT NULL DEFAULT ''`,
    // Why it had to wait when it was judged (Why[] as JSON); null: judged before this was kept.
    `ALTER TABLE comment ADD COLUMN why TEXT`,
  ],
  [
    // What was changed later about the same thing. See log.ts.
    `CREATE INDEX decision_subject ON decision (action, change ->> 'id', id) WHERE change IS NOT NULL`,
  ],
  [
    // Whether something was ever decided against it: its author is told what became of that.
    `ALTER TABLE comment ADD COLUMN turned_down INTEGER NOT NULL DEFAULT 0`,
    `UPDATE comment SET turned_down = 1 WHERE id IN (
       SELECT decided.comment FROM decision JOIN decided ON decided.decision = decision.id
       WHERE decision.action IN ('reject', 'spam'))`,
    `CREATE INDEX comment_own_turned ON comment (thread, author, created, id)
       WHERE turned_down = 1 AND status = 'published'`,
    `CREATE INDEX outbox_about ON outbox (comment)`,
  ],
  [
    // Comments stand in the order of their ids, which never goes back; their times do where the clock does.
    `DROP INDEX comment_top`,
    `DROP INDEX comment_replies`,
    `DROP INDEX comment_latest`,
    `DROP INDEX comment_latest_of`,
    `CREATE INDEX comment_top ON comment (thread, id) WHERE parent IS NULL AND shown = 1`,
    `CREATE INDEX comment_replies ON comment (root, id) WHERE parent IS NOT NULL AND shown = 1`,
    `CREATE INDEX comment_latest ON comment (id) WHERE status = 'published'`,
    `CREATE INDEX comment_latest_of ON comment (thread, id) WHERE status = 'published'`,
    `CREATE INDEX comment_touched ON comment (touched) WHERE waiting IS NOT NULL`,
  ],
  [
    // What is taken out of the index of words is gone at once, and not when its parts are merged some day.
    `INSERT INTO comment_words (comment_words, rank) VALUES ('secure-delete', 1)`,
  ],
  [
    // The hashed network of a vote: one counts for all in it of whom nothing is published. See reactions.ts.
    `ALTER TABLE vote ADD COLUMN network TEXT NOT NULL DEFAULT ''`,
    `CREATE INDEX vote_network ON vote (comment, network) WHERE network <> ''`,
    // Addresses as browsers read them: no line breaks or tabs, and slashes for backslashes.
    ...['comment SET website', 'thread SET url'].map((column) => {
      const [table, name = ''] = column.split(' SET ');
      return `UPDATE ${table} SET ${name} = replace(replace(replace(replace(${name}, char(10), ''), char(13), ''), char(9), ''), '\\', '/')
        WHERE ${name} GLOB '*[\\' || char(9) || char(10) || char(13) || ']*'`;
    }),
  ],
  [
    // What stands at the top has no parent to be found by: most comments do, and each index costs when they are written.
    `DROP INDEX comment_answered`,
    `DROP INDEX comment_parent`,
    `CREATE INDEX comment_answered ON comment (parent) WHERE status = 'published' AND parent IS NOT NULL`,
    `CREATE INDEX comment_parent ON comment (parent) WHERE parent IS NOT NULL`,
  ],
  [
    // Which text it has, the first, the second…; and which of them a report or a notice is about.
    `ALTER TABLE comment ADD COLUMN wording INTEGER NOT NULL DEFAULT 1`,
    `ALTER TABLE report ADD COLUMN wording INTEGER NOT NULL DEFAULT 1`,
    `ALTER TABLE notice ADD COLUMN wording INTEGER NOT NULL DEFAULT 1`,
    `UPDATE comment SET wording = 2 WHERE edited IS NOT NULL`,
    ...['report', 'notice'].map(
      (table) =>
        `UPDATE ${table} SET wording = 2
         WHERE at >= (SELECT edited FROM comment WHERE comment.id = ${table}.comment AND edited IS NOT NULL)`,
    ),
  ],
  [
    // What the pages that comments were written on say of their post, and how many say so. The newest published one counts. See naming.ts.
    `CREATE TABLE naming (
      id INTEGER PRIMARY KEY,
      thread INTEGER NOT NULL REFERENCES thread (id),
      url TEXT NOT NULL,
      title TEXT NOT NULL,
      comments INTEGER NOT NULL,
      UNIQUE (thread, url, title)
    ) STRICT`,
    `ALTER TABLE comment ADD COLUMN naming INTEGER`,
    // What the team says instead.
    `ALTER TABLE thread ADD COLUMN team_title TEXT`,
    `ALTER TABLE thread ADD COLUMN team_url TEXT`,
    // The first comment has named a thread so far, whatever became of it: what is published may keep the name.
    `INSERT INTO naming (thread, url, title, comments)
      SELECT id, url, coalesce(title, ''), 1 FROM thread WHERE url IS NOT NULL AND EXISTS (
        SELECT 1 FROM comment WHERE comment.thread = thread.id AND comment.status <> 'erased')`,
    `UPDATE comment SET naming = named.naming FROM (
       SELECT naming.id AS naming, coalesce(
         (SELECT min(id) FROM comment WHERE thread = naming.thread AND status = 'published'),
         (SELECT min(id) FROM comment WHERE thread = naming.thread AND status <> 'erased')) AS comment
       FROM naming) AS named
     WHERE comment.id = named.comment`,
    `UPDATE thread SET url = NULL, title = NULL WHERE published = 0`,
    `CREATE INDEX decision_thread ON decision (id) WHERE action = 'thread'`,
    `DROP INDEX comment_latest_of`,
    `CREATE INDEX comment_latest_of ON comment (thread, id, naming) WHERE status = 'published'`,
  ],
  [
    // What is there already is mended in steps, from the newest down. See mend.ts.
    ...['comment', 'author'].map(
      (table) => `INSERT INTO setting (key, value)
        SELECT 'mend-${table === 'comment' ? 'html' : 'authors'}', id FROM ${table} WHERE id = (SELECT max(id) FROM ${table})`,
    ),
  ],
  [
    // Those that say what their thread is called, apart from however many that do not.
    `DROP INDEX comment_latest_of`,
    `CREATE INDEX comment_latest_of ON comment (thread, id) WHERE status = 'published'`,
    `CREATE INDEX comment_naming ON comment (thread, id) WHERE status = 'published' AND naming IS NOT NULL`,
  ],
  [
    // Spam is read and erased in the order of its ids.
    `DROP INDEX comment_spam`,
    `CREATE INDEX comment_filed ON comment (id) WHERE status = 'spam'`,
    // Parts of the index of words are put together a little at each step, and never many at once. See words.ts.
    `INSERT INTO comment_words (comment_words, rank) VALUES ('automerge', 0)`,
  ],
  [
    // What remains of decisions about many comments, and of their undoing, a row a step. See remaining.ts.
    `CREATE TABLE remaining (
      decision TEXT NOT NULL REFERENCES decision (id),
      number INTEGER NOT NULL,
      count INTEGER NOT NULL,
      comments TEXT NOT NULL,
      PRIMARY KEY (decision, number)
    ) STRICT, WITHOUT ROWID`,
  ],
  [
    // How many wait in each thread, by why. A trigger keeps it, whatever changes `waiting`; what comes in is counted by standing.ts.
    `CREATE TABLE waiting_count (
      thread INTEGER NOT NULL REFERENCES thread (id),
      waiting TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (thread, waiting)
    ) STRICT, WITHOUT ROWID`,
    `INSERT INTO waiting_count (thread, waiting, count)
      SELECT thread, waiting, count(*) FROM comment WHERE waiting IS NOT NULL GROUP BY thread, waiting`,
    `CREATE TRIGGER comment_waits AFTER UPDATE OF waiting ON comment WHEN new.waiting IS NOT old.waiting BEGIN
      UPDATE waiting_count SET count = count - 1 WHERE thread = old.thread AND waiting = old.waiting;
      INSERT INTO waiting_count (thread, waiting, count) SELECT new.thread, new.waiting, 1 WHERE new.waiting IS NOT NULL
        ON CONFLICT (thread, waiting) DO UPDATE SET count = count + 1;
    END`,
    // What the queue is filtered by stands in its order, so that no row is read that is not shown.
    `DROP INDEX comment_waiting`,
    `DROP INDEX comment_waiting_all`,
    `CREATE INDEX comment_waiting ON comment (waiting, turn, waiting_since, id, thread, author, created, decision, touched)
      WHERE waiting IS NOT NULL`,
    `CREATE INDEX comment_waiting_all ON comment (turn, waiting_since, id, thread, author, created, decision, touched, waiting)
      WHERE waiting IS NOT NULL`,
  ],
  [
    // Words stand in the index with the sign of their part: it is made anew, by and by. See words.ts.
    `DROP TABLE comment_words`,
    `CREATE VIRTUAL TABLE comment_words USING fts5(name, body, tokenize = "unicode61 remove_diacritics 2")`,
    `INSERT INTO comment_words (comment_words, rank) VALUES ('secure-delete', 1)`,
    `INSERT INTO comment_words (comment_words, rank) VALUES ('automerge', 0)`,
    `DELETE FROM comment_number`,
    `DELETE FROM setting WHERE key = 'indexed-until'`,
  ],
  [
    // What is to be done later, of every kind. See due.ts.
    `CREATE TABLE due (
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      at INTEGER NOT NULL,
      tries INTEGER NOT NULL DEFAULT 0,
      lease TEXT,
      given_up INTEGER,
      trouble TEXT,
      PRIMARY KEY (kind, subject)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX due_at ON due (at) WHERE given_up IS NULL`,
    `CREATE INDEX due_given_up ON due (given_up) WHERE given_up IS NOT NULL`,
    `INSERT INTO due (kind, subject, at, tries)
      SELECT 'inquiry', comment || ' ' || service, due, tries FROM inquiry WHERE due IS NOT NULL`,
    `INSERT INTO due (kind, subject, at) SELECT DISTINCT 'carry-on', decision, 0 FROM remaining`,
    // Whatever may be there to be forgotten, and words to be indexed.
    `INSERT INTO due (kind, subject, at) VALUES ('clean', '', 0), ('index', '', 0)`,
    `DROP INDEX inquiry_due`,
    `ALTER TABLE inquiry DROP COLUMN due`,
    `ALTER TABLE inquiry DROP COLUMN tries`,
  ],
  [
    // What messages say, as facts; words are made when they are shown. What was put into words before stays in these. See outbox.ts.
    `ALTER TABLE outbox ADD COLUMN facts TEXT NOT NULL DEFAULT ''`,
    `UPDATE outbox SET facts = json_object('kind', 'plain', 'subject', subject, 'text', text)`,
    `ALTER TABLE outbox DROP COLUMN subject`,
    `ALTER TABLE outbox DROP COLUMN text`,
  ],
  [
    // What an author or a thread has is read and counted in the order of ids, and no row for it that is not shown.
    `DROP INDEX comment_of_author`,
    `CREATE INDEX comment_of_author ON comment (author, id, status)`,
    `CREATE INDEX comment_of_thread ON comment (thread, id, status)`,
  ],
  [
    // To whom of the team a message goes, and what became of that. See deliveries.ts.
    `CREATE TABLE delivery (
      message TEXT NOT NULL REFERENCES outbox (id),
      account TEXT NOT NULL,
      name TEXT NOT NULL,
      comment TEXT REFERENCES comment (id),
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'unsent')),
      at INTEGER,
      why TEXT,
      way TEXT,
      said TEXT,
      PRIMARY KEY (message, account)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX delivery_about ON delivery (comment)`,
  ],
  [
    // How often each hears that comments wait, and until when they have. See alerts.ts.
    `ALTER TABLE person ADD COLUMN alerts TEXT NOT NULL DEFAULT 'off'`,
    `ALTER TABLE person ADD COLUMN alerted INTEGER NOT NULL DEFAULT 0`,
  ],
  [
    // What the links in mails to somebody are signed with besides: ends them all when it changes. See by-link.ts.
    `ALTER TABLE person ADD COLUMN links TEXT NOT NULL DEFAULT ''`,
  ],
  [
    // When each hears, as far as the word above does not say it, and when they were last at the queue. See alerts.ts.
    `ALTER TABLE person ADD COLUMN alert_choice TEXT NOT NULL
      DEFAULT '{"after":30,"at":"08:00","zone":"UTC","quiet":null,"reports":true,"appeals":true,"questions":true}'`,
    `ALTER TABLE person ADD COLUMN seen INTEGER NOT NULL DEFAULT 0`,
  ],
  [
    // Until when their browsers were to be told, too. See due-push.ts.
    `ALTER TABLE person ADD COLUMN pushed INTEGER NOT NULL DEFAULT 0`,
  ],
  [
    // Where authors want mail, confirmed or not; `stop`: the same for every mailbox with this address. See mailboxes.ts.
    `CREATE TABLE mailbox (
      id TEXT PRIMARY KEY,
      author TEXT NOT NULL REFERENCES author (id),
      address TEXT NOT NULL,
      stop TEXT NOT NULL,
      server TEXT NOT NULL,
      asked INTEGER NOT NULL,
      confirmed INTEGER,
      told_now INTEGER NOT NULL DEFAULT 0,
      told_daily INTEGER NOT NULL DEFAULT 0,
      since INTEGER NOT NULL DEFAULT 0,
      sent INTEGER NOT NULL DEFAULT 0,
      UNIQUE (author, address)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX mailbox_stop ON mailbox (stop)`,
    `CREATE INDEX mailbox_unconfirmed ON mailbox (asked) WHERE confirmed IS NULL`,
    // Confirming mails that were asked for, by what limits them.
    `CREATE TABLE asking (
      number INTEGER PRIMARY KEY,
      recipient TEXT NOT NULL,
      network TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX asking_recipient ON asking (recipient, at)`,
    `CREATE INDEX asking_network ON asking (network, at)`,
    `CREATE INDEX asking_at ON asking (at)`,
    // Answers to which comment, or in which thread ('' for a comment), a mailbox hears of; since: the comment it was wished with.
    `CREATE TABLE subscription (
      thread INTEGER NOT NULL REFERENCES thread (id),
      comment TEXT NOT NULL,
      mailbox TEXT NOT NULL REFERENCES mailbox (id),
      pace TEXT NOT NULL CHECK (pace IN ('now', 'daily')),
      since TEXT NOT NULL,
      PRIMARY KEY (thread, comment, mailbox)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX subscription_of ON subscription (mailbox)`,
    `CREATE INDEX subscription_about ON subscription (comment)`,
    // Answers that a mailbox is told of; message: with which it was. See news.ts.
    `CREATE TABLE news (
      mailbox TEXT NOT NULL REFERENCES mailbox (id),
      comment TEXT NOT NULL REFERENCES comment (id),
      pace TEXT NOT NULL,
      message TEXT,
      PRIMARY KEY (mailbox, comment)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX news_untold ON news (mailbox, pace, comment) WHERE message IS NULL`,
    `CREATE INDEX news_told ON news (message) WHERE message IS NOT NULL`,
    `CREATE INDEX news_about ON news (comment)`,
    `CREATE INDEX delivery_waiting ON delivery (account, message) WHERE state = 'waiting'`,
  ],
  [
    // How many mails were taken by the other side, and how many refused for good, by day since 1970 (UTC). See mail-counts.ts.
    `CREATE TABLE mail_count (day INTEGER PRIMARY KEY, sent INTEGER NOT NULL, failed INTEGER NOT NULL) STRICT`,
  ],
  [
    // Who outside hears of what happens, and what is sent to them. See targets.ts and events.ts.
    `CREATE TABLE target (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      place TEXT,
      address TEXT,
      secret TEXT,
      previous TEXT,
      previous_until INTEGER,
      server TEXT NOT NULL,
      events TEXT NOT NULL,
      active INTEGER NOT NULL,
      stopped TEXT CHECK (stopped IN ('failing', 'gone')),
      stopped_at INTEGER,
      failing INTEGER,
      failures INTEGER NOT NULL DEFAULT 0,
      waiting INTEGER NOT NULL DEFAULT 0,
      dropped INTEGER NOT NULL DEFAULT 0,
      by_name TEXT NOT NULL,
      created INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE dispatch (
      target TEXT NOT NULL REFERENCES target (id),
      id TEXT NOT NULL,
      event TEXT NOT NULL,
      comment TEXT REFERENCES comment (id),
      decision TEXT,
      detail TEXT,
      created INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed', 'settled')),
      at INTEGER NOT NULL,
      tries INTEGER NOT NULL DEFAULT 0,
      tried INTEGER,
      said TEXT,
      PRIMARY KEY (target, id)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX dispatch_waiting ON dispatch (target, at, id) WHERE state = 'waiting'`,
    `CREATE INDEX dispatch_done ON dispatch (target, id) WHERE state <> 'waiting'`,
    `CREATE INDEX dispatch_about ON dispatch (comment) WHERE comment IS NOT NULL`,
  ],
  [
    // When a mail with messages last went to each of the team. See gathering.ts.
    `ALTER TABLE person ADD COLUMN messaged INTEGER NOT NULL DEFAULT 0`,
    // The newest of those that nobody has decided yet are told.
    `CREATE INDEX report_newest ON report (comment, id) WHERE decision IS NULL`,
  ],
  [
    // How many are for a comment and how many against it, and its place by that among the best. See votes.ts.
    `ALTER TABLE comment RENAME COLUMN score TO best`,
    `ALTER TABLE comment ADD COLUMN ups INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE comment ADD COLUMN downs INTEGER NOT NULL DEFAULT 0`,
    `UPDATE comment SET ups = votes.ups, downs = votes.downs
      FROM (SELECT comment, sum(value = 1) AS ups, sum(value = -1) AS downs FROM vote GROUP BY comment) AS votes
      WHERE comment.id = votes.comment`,
    `CREATE INDEX comment_voted ON comment (id) WHERE ups + downs > 0`,
    // The places are worked out in steps. See mend.ts.
    `INSERT INTO setting (key, value) SELECT 'mend-best', id FROM (
       SELECT max(id) AS id FROM comment WHERE ups + downs > 0) WHERE id IS NOT NULL`,
    `INSERT INTO due (kind, subject, at) SELECT 'clean', '', 0 FROM setting WHERE key = 'mend-best'
      ON CONFLICT (kind, subject) DO UPDATE SET at = 0`,
  ],
  [
    // The newest answers to a comment come first. See answers.ts.
    `DROP INDEX comment_answered`,
    `CREATE INDEX comment_answered ON comment (parent, id) WHERE status = 'published' AND parent IS NOT NULL`,
  ],
  [
    // Since when the team has it stand before all others of its thread. See pins.ts.
    `ALTER TABLE comment ADD COLUMN pinned INTEGER`,
    `CREATE INDEX comment_pinned ON comment (thread, pinned, id) WHERE pinned IS NOT NULL`,
    // What the log says of threads, and of comments that were pinned there.
    `DROP INDEX decision_thread`,
    `CREATE INDEX decision_placed ON decision (id) WHERE action IN ('thread', 'pin')`,
  ],
  [
    // Who of the team wrote the post, where that is said of the thread alone. See thread-change.ts.
    `ALTER TABLE thread ADD COLUMN posts_by TEXT`,
  ],
  [
    // How often work was begun and nobody was heard of again. See due.ts.
    `ALTER TABLE due ADD COLUMN unended INTEGER NOT NULL DEFAULT 0`,
  ],
  [
    // How many wait for a target is counted when it is asked for, and not written with each.
    `ALTER TABLE target DROP COLUMN waiting`,
  ],
  [
    // What was brought from other systems: each time as a whole, which is an entry of the log; `place`: where the next step goes on. See moving.
    `CREATE TABLE import (
      id TEXT PRIMARY KEY REFERENCES decision (id),
      format TEXT NOT NULL,
      system TEXT NOT NULL,
      file TEXT NOT NULL,
      state TEXT NOT NULL DEFAULT 'receiving' CHECK (state IN ('receiving', 'applying', 'done', 'undoing', 'undone')),
      threads INTEGER NOT NULL DEFAULT 0,
      received INTEGER NOT NULL DEFAULT 0,
      known INTEGER NOT NULL DEFAULT 0,
      tally TEXT NOT NULL DEFAULT '{}',
      found TEXT NOT NULL DEFAULT '[]',
      place TEXT
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX import_received ON import (system, file) WHERE state = 'receiving'`,
    // The other system's threads; `thread`: what one has become here.
    `CREATE TABLE imported_thread (
      system TEXT NOT NULL,
      source TEXT NOT NULL,
      import TEXT NOT NULL REFERENCES import (id),
      key TEXT NOT NULL,
      url TEXT,
      title TEXT,
      closed INTEGER NOT NULL,
      thread INTEGER,
      PRIMARY KEY (system, source)
    ) STRICT, WITHOUT ROWID`,
    // Its comments: the id here, and a number in the order in which they came; `again`: the last other import that had it, too.
    `CREATE TABLE imported (
      system TEXT NOT NULL,
      source TEXT NOT NULL,
      import TEXT NOT NULL REFERENCES import (id),
      number INTEGER NOT NULL,
      comment TEXT NOT NULL,
      created INTEGER NOT NULL,
      again TEXT,
      PRIMARY KEY (system, source)
    ) STRICT, WITHOUT ROWID`,
    // What has yet to become comments; fields: as it came, as JSON.
    `CREATE TABLE staged (
      number INTEGER PRIMARY KEY,
      import TEXT NOT NULL REFERENCES import (id),
      system TEXT NOT NULL,
      source TEXT NOT NULL,
      parent TEXT,
      comment TEXT NOT NULL,
      fields TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX staged_of ON staged (import)`,
    `CREATE INDEX staged_parent ON staged (system, parent) WHERE parent IS NOT NULL`,
    // Its authors, by what it knew them by: the keyed hash of an address, and a digest. Nobody has a token for them; who confirms the address is it.
    `CREATE TABLE imported_author (
      system TEXT NOT NULL,
      key TEXT NOT NULL,
      import TEXT NOT NULL REFERENCES import (id),
      author TEXT NOT NULL,
      claimed INTEGER NOT NULL,
      PRIMARY KEY (key, system)
    ) STRICT, WITHOUT ROWID`,
    // The import that has brought a comment; null: it was written here.
    `ALTER TABLE comment ADD COLUMN import TEXT`,
    // What is erased with a comment is looked up by it.
    `CREATE INDEX notice_about ON notice (comment)`,
    `CREATE INDEX comment_imported ON comment (import, id) WHERE import IS NOT NULL`,
  ],
  [
    // What is forgotten by its age. See retention.ts and purge.ts.
    `ALTER TABLE vote ADD COLUMN at INTEGER NOT NULL DEFAULT 0`,
    ...['vote', 'report', 'notice', 'asking'].map(
      (table) => `CREATE INDEX ${table}_networked ON ${table} (at) WHERE network <> ''`,
    ),
    `UPDATE comment SET touched = id WHERE touched = '' AND status IN ('spam', 'rejected', 'withdrawn')`,
    `CREATE INDEX comment_aging ON comment (status, touched) WHERE status IN ('spam', 'rejected', 'withdrawn')`,
    `INSERT INTO due (kind, subject, at) VALUES ('clean', '', 0) ON CONFLICT (kind, subject) DO UPDATE SET at = 0`,
  ],
  [
    // What goes with whoever gave notice. See forgetting.ts.
    `CREATE INDEX notice_from ON notice (email) WHERE email <> ''`,
    `CREATE INDEX imported_author_of ON imported_author (author)`,
  ],
  [
    // Who has given an address is looked for by it, however it is written. See find-authors.ts.
    `CREATE INDEX comment_address ON comment (email COLLATE NOCASE) WHERE email IS NOT NULL`,
  ],
  [
    // Who has been forgotten while an import still brings what they wrote elsewhere. See still-coming.ts.
    'CREATE INDEX imported_forgotten ON imported_author (system) WHERE claimed = 2',
    'CREATE INDEX import_state ON import (state, system)',
  ],
];
