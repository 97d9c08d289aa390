import type { Comment } from '../../contract/comment';
import type { Signal } from '../../contract/desk';
import type { NewRule, Proposal, RuleChange, RuleTrial, RuleTried, When } from '../../contract/rules';
import { Rule } from '../../contract/rules';
import type { Action } from '../../contract/statement';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import { matcher, type RuledComment } from '../../spam/rules';
import type { SiteContext } from '../base/context';
import { logChange } from '../base/log-entry';
import type { Person } from '../base/person';
import { isoTime } from '../base/time';
import { type CommentRow, commentColumns, toDeskComment } from '../comments/comment-row';

interface RuleRow {
  id: string;
  name: string;
  active: number;
  propose: Proposal;
  condition: string;
  by_name: string;
  created: number;
}

const columns = 'id, name, active, propose, condition, by_name, created';

/** How many of the newest comments a rule is tried on. */
const tried = 1000;
const shown = 20;

/** Every rule, oldest first. */
export function listRules(site: SiteContext): Rule[] {
  return site.sql.all<RuleRow>(`SELECT ${columns} FROM rule ORDER BY id`).map(toRule);
}

/** Makes a rule. */
export function addRule(site: SiteContext, person: Person, { name, on, propose, when }: NewRule): Rule {
  const now = site.now();
  const rule: Rule = { id: site.newId(now), name, on, propose, when, by: person.name, created: isoTime(now) };
  logChange(site, person, 'rule', { id: rule.id, of: name, before: null, after: rule });
  restoreRule(site, rule.id, rule);
  return rule;
}

/** Changes a rule. @throws Refusal `unknown-rule`. */
export function changeRule(site: SiteContext, person: Person, id: string, change: RuleChange): Rule {
  const before = mustFindRule(site, id);
  const after: Rule = { ...before, ...change };
  logChange(site, person, 'rule', { id, of: after.name, before, after });
  restoreRule(site, id, after);
  return after;
}

/** Takes a rule away. @throws Refusal `unknown-rule`. */
export function removeRule(site: SiteContext, person: Person, id: string): void {
  const before = mustFindRule(site, id);
  logChange(site, person, 'rule', { id, of: before.name, before, after: null });
  restoreRule(site, id, null);
}

/** Puts a rule back to what it was before a change; null: it was not there. */
export function restoreRule(site: SiteContext, id: string, before: Record<string, unknown> | null): void {
  site.sql.all('DELETE FROM rule WHERE id = ?', id);
  site.rules = undefined;
  if (before === null) return;
  const { name, on, propose, when, by, created } = Rule.parse(before);
  site.sql.all(
    `INSERT INTO rule (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    id,
    name,
    on ? 1 : 0,
    propose,
    JSON.stringify(when),
    by,
    Date.parse(created),
  );
}

/** What the rules propose for a comment, each as a finding that names it. Holding wins over publishing. */
export function applyRules(
  site: SiteContext,
  comment: RuledComment,
): { propose: Proposal | undefined; signals: Signal[] } {
  site.rules ??= listRules(site)
    .filter(({ on }) => on)
    .map(({ name, propose, when }) => ({ name, propose, matches: matcher(when) }));
  const found = site.rules.filter(({ matches }) => matches(comment));
  const signals = found.map(({ name, propose }) => ({
    check: 'rule',
    weight: propose === 'hold' ? 3 : -1,
    text: `rule-${propose}`,
    values: { rule: name },
  }));
  const propose = found.some((rule) => rule.propose === 'hold') ? 'hold' : found[0]?.propose;
  return { propose, signals };
}

/** What a rule would have done to the last 1 000 comments, and which of these a person has decided otherwise. */
export function tryRule(site: SiteContext, { propose, when }: RuleTrial): RuleTried {
  const rows = site.sql.all<CommentRow & { thread_created: number; published_by: number; action: Action | null }>(
    `SELECT ${commentColumns}, thread.created AS thread_created, author.published AS published_by, decision.action
     FROM comment CROSS JOIN thread ON thread.id = comment.thread CROSS JOIN author ON author.id = comment.author
       LEFT JOIN decision ON decision.id = comment.decision
     WHERE comment.team IS NULL AND comment.status NOT IN ('withdrawn', 'erased') ORDER BY comment.id DESC LIMIT ?`,
    tried,
  );
  const matches = matcher(when);
  const matched = rows.filter((row) =>
    matches({
      body: row.body,
      name: row.name,
      author: row.author,
      // As it was then: without this comment itself.
      published: row.published_by - (row.status === 'published' ? 1 : 0),
      threadAge: row.created === row.thread_created ? null : row.created - row.thread_created,
    }),
  );
  const otherwise = ({ action }: { action: Action | null }) =>
    action !== null && (action === 'approve') === (propose === 'hold');
  const examples = [...matched.filter(otherwise), ...matched.filter((row) => !otherwise(row))].slice(0, shown);
  return {
    checked: rows.length,
    matched: matched.length,
    otherwise: matched.filter(otherwise).length,
    examples: examples.map((row) => ({
      comment: toDeskComment(site, row) satisfies Comment,
      decided: row.action,
    })),
  };
}

function mustFindRule(site: SiteContext, id: string): Rule {
  const rule = readRule(site, id);
  if (!rule) throw new Refusal('unknown-rule');
  return rule;
}

/** A rule; null: there is none. */
export function readRule(site: SiteContext, id: string): Rule | null {
  const row = first<RuleRow>(site.sql, `SELECT ${columns} FROM rule WHERE id = ?`, id);
  return row ? toRule(row) : null;
}

const toRule = ({ id, name, active, propose, condition, by_name, created }: RuleRow): Rule => ({
  id,
  name,
  on: active === 1,
  propose,
  when: JSON.parse(condition) as When,
  by: by_name,
  created: isoTime(created),
});
