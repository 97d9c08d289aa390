import type { MessageFacts } from '../../contract/message-facts';
import type { Delivery, Message, MessageKind, Outbox, OutboxQuery } from '../../contract/statement';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import type { Person } from '../base/person';
import { scopeCondition } from '../base/scope';
import { isoTime } from '../base/time';
import { type Colleague, deliver, deliveriesOf, deliverToReader, type Reader } from './deliveries';
import { inWords } from './in-words';

/** A message to be delivered. */
export interface NewMessage {
  facts: MessageFacts & { kind: MessageKind };
  /** Who it is for, as the desk shows it. */
  recipient: string;
  /** Their e-mail address, where one is known. */
  address: string | null;
  comment: string | null;
  /** The decision, notice or consult behind it: when that is undone, the message is withdrawn. */
  cause: string;
  /** Those of the team whom it is for: it is sent to them. */
  team?: Colleague[];
  /** The reader's mailbox that it goes to; where there is none nobody has proven the address, and it is not sent. */
  reader?: Reader;
}

/** Puts a message into the outbox, in the transaction of its cause. Returns its number. */
export function putMessage(site: SiteContext, message: NewMessage): string {
  const { facts, recipient, address, comment, cause, team, reader } = message;
  const now = site.now();
  const id = site.newId(now);
  site.sql.all(
    `INSERT INTO outbox (id, kind, recipient, address, facts, comment, cause, created)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    facts.kind,
    recipient,
    address,
    JSON.stringify(facts),
    comment,
    cause,
    now,
  );
  if (team) deliver(site, id, comment, team);
  else deliverToReader(site, id, { name: recipient, comment }, reader);
  return id;
}

/** Withdraws what was not sent yet of a cause, as far as it is about these comments. */
export function withdrawMessages(site: SiteContext, cause: string, comments: string[]): void {
  site.sql.all(
    `UPDATE outbox SET withdrawn = ? WHERE +cause = ? AND sent IS NULL AND withdrawn IS NULL
       AND comment IN (SELECT value FROM json_each(?))`,
    site.now(),
    cause,
    JSON.stringify(comments),
  );
}

interface MessageRow {
  id: string;
  kind: MessageKind;
  recipient: string;
  /** As JSON. */
  facts: string;
  comment: string | null;
  created: number;
  sent: number | null;
  withdrawn: number | null;
}

/** So many messages one step through the outbox looks at for whoever has a scope. */
const mostLooked = 2000;

/**
 * The outbox, newest first, as far as it is about comments in the person's scope. For whoever has one only so much is looked at,
 * however little of it is theirs: a page can be empty and still have a next.
 */
export function readOutbox(site: SiteContext, person: Person, { after, limit }: OutboxQuery): Outbox {
  const scope = scopeCondition(person);
  const mine = scope.sql ? `AND EXISTS (SELECT 1 FROM comment WHERE comment.id = outbox.comment ${scope.sql})` : '';
  const before = after ?? '~';
  const last = scope.sql
    ? first<{ id: string }>(
        site.sql,
        'SELECT id FROM outbox WHERE id < ? ORDER BY id DESC LIMIT 1 OFFSET ?',
        before,
        mostLooked - 1,
      )?.id
    : undefined;
  const rows = site.sql.all<MessageRow>(
    `SELECT id, kind, recipient, facts, comment, created, sent, withdrawn FROM outbox
     WHERE id < ? AND id >= ? ${mine} ORDER BY id DESC LIMIT ?`,
    before,
    last ?? '',
    ...scope.values,
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const deliveries = deliveriesOf(
    site,
    page.map(({ id }) => id),
  );
  return {
    messages: page.map((row) => toMessage(site, row, deliveries.get(row.id) ?? [])),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : (last ?? null),
  };
}

function toMessage(
  site: SiteContext,
  { id, kind, recipient, facts, comment, created, sent, withdrawn }: MessageRow,
  deliveries: Delivery[],
): Message {
  const { subject, text } = inWords(site, JSON.parse(facts) as MessageFacts);
  return {
    id,
    kind,
    to: recipient || (deliveries[0]?.address ?? '…'),
    subject,
    text,
    comment,
    created: isoTime(created),
    state: sent !== null ? 'sent' : withdrawn !== null ? 'withdrawn' : stateOf(deliveries),
    deliveries,
  };
}

/** What a message is waiting for that was neither sent nor withdrawn. What an earlier version wrote without a delivery is never sent. */
function stateOf(deliveries: Delivery[]): Message['state'] {
  return (['waiting', 'failed'] as const).find((one) => deliveries.some(({ state }) => state === one)) ?? 'unsent';
}
