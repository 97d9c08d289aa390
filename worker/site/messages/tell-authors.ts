import type { FactsOf } from '../../contract/message-facts';
import type { MessageKind } from '../../contract/statement';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { mustFindEntry } from '../base/log-entry';
import type { CommentRow } from '../comments/comment-row';
import { findMailboxOf } from './mailboxes';
import { putMessage } from './outbox';
import { factsAbout, factsOf, findReversal, standsAgainst } from './statements';

/** What authors are told of decisions about their comments. */
const kinds = ['statement', 'statement-undone', 'appeal-decided', 'published'] as const satisfies MessageKind[];
const ofAuthors = `kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')})`;

/** What stood for so long on the private page was probably read there; what did not was a slip of the hand. */
const seenAfter = 5 * 60_000;

/** A message to an author. */
interface ToldRow {
  comment: string;
  kind: (typeof kinds)[number];
  cause: string;
  created: number;
  sent: number | null;
  withdrawn: number | null;
  /** Whether it said that something was decided against the comment. */
  against: number;
}

/** Withdraws what was not sent yet to the authors of these comments: it is not true any more. */
export function withdrawFromAuthors(site: SiteContext, comments: string[]): void {
  site.sql.all(
    `UPDATE outbox SET withdrawn = ? WHERE comment IN (SELECT value FROM json_each(?)) AND ${ofAuthors}
       AND sent IS NULL AND withdrawn IS NULL`,
    site.now(),
    JSON.stringify(comments),
  );
}

/**
 * Tells authors what became of their comments where they know something else, at the address given with them. `rows`: the
 * comments as they are now; `appealed`: those against whose decision an appeal waited until now.
 */
export function tellAuthorsAnew(site: SiteContext, rows: CommentRow[], appealed: ReadonlySet<string>): void {
  const reachable = rows.filter(({ email }) => email !== null);
  if (reachable.length === 0) return;
  const ids = reachable.map(({ id }) => id);
  const told = Map.groupBy(toldAbout(site, ids), ({ comment }) => comment);
  withdrawFromAuthors(site, ids);
  for (const row of reachable) {
    const messages = told.get(row.id) ?? [];
    const standing = standsAgainst(row);
    if (standing !== null) retellStatement(site, row, standing, messages);
    else if (appealed.has(row.id) || knowsOfDecision(site, messages)) tellReversal(site, row);
  }
}

/** What was written to the authors of these comments, oldest first. */
const toldAbout = (site: SiteContext, comments: string[]) =>
  site.sql.all<ToldRow>(
    `SELECT outbox.comment, outbox.kind, outbox.cause, outbox.created, outbox.sent, outbox.withdrawn,
       outbox.kind = 'statement' OR (outbox.kind = 'appeal-decided' AND decision.action <> 'approve') AS against
     FROM outbox LEFT JOIN decision ON decision.id = outbox.cause
     WHERE outbox.comment IN (SELECT value FROM json_each(?)) AND outbox.${ofAuthors} ORDER BY outbox.id`,
    JSON.stringify(comments),
  );

/** Whether an author knows that something was decided against their comment, and of nothing since. */
function knowsOfDecision(site: SiteContext, messages: ToldRow[]): boolean {
  const seen = messages.filter(
    ({ created, sent, withdrawn }) => sent !== null || (withdrawn ?? site.now()) - created >= seenAfter,
  );
  return seen.at(-1)?.against === 1;
}

/** A decision stands again: whoever was not sent that, or something else since, is told. */
function retellStatement(site: SiteContext, row: CommentRow, standing: string, messages: ToldRow[]): void {
  const last = messages.filter(({ sent }) => sent !== null).at(-1);
  if (last?.cause === standing && last.against === 1) return;
  // Who has appealed knows what against.
  if (!last && row.appeal_open) return;
  tell(site, row, factsOf(site, row, mustFindEntry(site, standing)), standing);
}

function tellReversal(site: SiteContext, row: CommentRow): void {
  const found = findReversal(site, row);
  if (found) tell(site, row, found.facts, found.decision);
}

/** Tells the authors of comments that had to wait, and wanted mail, that these are published. `rows`: the comments as they were before. */
export function tellPublished(site: SiteContext, rows: CommentRow[], decision: string): void {
  for (const row of rows) {
    const waited = row.waiting === 'held' || row.waiting === 'spam';
    if (!waited || row.email === null || !findMailboxOf(site, row.author, row.email)) continue;
    const told = first(
      site.sql,
      `SELECT 1 FROM outbox WHERE comment = ? AND kind = 'statement-undone' AND sent IS NULL AND withdrawn IS NULL LIMIT 1`,
      row.id,
    );
    if (!told) tell(site, row, { kind: 'published', ...factsAbout(site, row) }, decision);
  }
}

function tell(
  site: SiteContext,
  { id, author, name, email }: CommentRow,
  facts: FactsOf<(typeof kinds)[number]>,
  cause: string,
): void {
  const reader = { mailbox: email === null ? undefined : findMailboxOf(site, author, email) };
  putMessage(site, { facts, recipient: name, address: email, comment: id, cause, reader });
}
