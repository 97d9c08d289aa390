import type {
  Decided,
  Decisions,
  Filter,
  NamedThread,
  NewDecision,
  Queue,
  Reasons,
  Settings,
  SettingsChange,
  ThreadChange,
  Thresholds,
  ThresholdsTried,
  Undone,
} from '../../../worker/contract/desk';
import type { GivenUpList, NamedWork } from '../../../worker/contract/due';
import type {
  Consult,
  Invited,
  NewConsult,
  NewPerson,
  People,
  PersonChange,
  PersonEntry,
} from '../../../worker/contract/people';
import type { Pulse } from '../../../worker/contract/pulse';
import type {
  Ban,
  Bans,
  NewBan,
  NewRule,
  Rule,
  RuleChange,
  Rules,
  RuleTrial,
  RuleTried,
} from '../../../worker/contract/rules';
import type { ServiceName, Services } from '../../../worker/contract/services';
import type { Outbox } from '../../../worker/contract/statement';
import { call, toQuery } from './call';
import { DeskProblem } from './desk-problem';

/** What can be done with a comment. */
export type Action = NewDecision['action'];

/** The desk's API for one site. Every method throws a DeskProblem when it fails. */
export class DeskClient {
  readonly site: string;
  readonly #base: string;
  readonly #onSessionEnd: () => void;

  /** @param onSessionEnd called when an answer says that nobody is signed in any more. */
  constructor(site: string, onSessionEnd: () => void) {
    this.site = site;
    this.#base = `/api/sites/${site}`;
    this.#onSessionEnd = onSessionEnd;
  }

  /** What waits, whoever waits longest first; or what is looked for, oldest first. */
  queue(query: Partial<Filter> & { after?: string | undefined; limit?: number }): Promise<Queue> {
    return this.#call('GET', `/queue?${toQuery(query)}`);
  }

  /** Decides about comments. @throws DeskProblem `already-decided`, `text-changed`, `unknown-comment`. */
  decide(decision: NewDecision): Promise<Decided> {
    return this.#call('POST', '/decisions', decision);
  }

  /** Puts back what an entry of the log changed. @throws DeskProblem `already-undone`, `decided-since`. */
  undo(decision: string): Promise<Undone> {
    return this.#call('POST', `/decisions/${decision}/undo`);
  }

  /** The log, newest first: its next entries, however far down somebody's scope finds them. */
  async decisions(query: { after?: string | undefined } = {}): Promise<Decisions> {
    const page = await this.#call<Decisions>('GET', `/decisions?${toQuery(query)}`);
    return page.decisions.length > 0 || page.next === null ? page : this.decisions({ after: page.next });
  }

  /** The reasons to choose from, and those that come with the desk. */
  reasons(): Promise<Reasons> {
    return this.#call('GET', '/reasons');
  }

  /** Asks a colleague about a comment. */
  consult(comment: string, consult: NewConsult): Promise<Consult> {
    return this.#call('POST', `/comments/${comment}/consults`, consult);
  }

  /** Answers a colleague. */
  answer(consult: string, note: string): Promise<Consult> {
    return this.#call('POST', `/consults/${consult}/answer`, { note });
  }

  /** Who works on the site. */
  async people(): Promise<PersonEntry[]> {
    return (await this.#call<People>('GET', '/people')).people;
  }

  /** Lets somebody work on the site. */
  addPerson(person: NewPerson, key: string): Promise<Invited> {
    return this.#call('POST', '/people', person, key);
  }

  /** @throws DeskProblem `last-owner`. */
  changePerson(account: string, change: PersonChange): Promise<PersonEntry> {
    return this.#call('PATCH', `/people/${account}`, change);
  }

  /** @throws DeskProblem `last-owner`. */
  removePerson(account: string): Promise<void> {
    return this.#call('DELETE', `/people/${account}`);
  }

  /** A new one-time link for somebody who has lost their way in. @throws DeskProblem `not-allowed`. */
  newLink(account: string): Promise<Invited> {
    return this.#call('POST', `/people/${account}/link`);
  }

  async rules(): Promise<Rule[]> {
    return (await this.#call<Rules>('GET', '/rules')).rules;
  }

  addRule(rule: NewRule): Promise<Rule> {
    return this.#call('POST', '/rules', rule);
  }

  changeRule(id: string, change: RuleChange): Promise<Rule> {
    return this.#call('PATCH', `/rules/${id}`, change);
  }

  removeRule(id: string): Promise<void> {
    return this.#call('DELETE', `/rules/${id}`);
  }

  /** What a rule would have done to the last 1 000 comments. */
  tryRule(trial: RuleTrial): Promise<RuleTried> {
    return this.#call('POST', '/rules/trial', trial);
  }

  /** What other thresholds would have done to the last 1 000 comments. */
  tryThresholds(thresholds: Thresholds): Promise<ThresholdsTried> {
    return this.#call('POST', '/settings/trial', thresholds);
  }

  async bans(): Promise<Ban[]> {
    return (await this.#call<Bans>('GET', '/bans')).bans;
  }

  ban(author: string, ban: NewBan): Promise<Ban> {
    return this.#call('PUT', `/authors/${author}/ban`, ban);
  }

  unban(author: string): Promise<void> {
    return this.#call('DELETE', `/authors/${author}/ban`);
  }

  /** The figures of so many weeks, this one included. */
  pulse(weeks: number): Promise<Pulse> {
    return this.#call('GET', `/pulse?${toQuery({ weeks })}`);
  }

  /** The same as a table to be saved. */
  pulseTable(weeks: number): string {
    return `${this.#base}/pulse.csv?${toQuery({ weeks })}`;
  }

  outbox(query: { after?: string | undefined } = {}): Promise<Outbox> {
    return this.#call('GET', `/outbox?${toQuery(query)}`);
  }

  givenUp(): Promise<GivenUpList> {
    return this.#call('GET', '/due');
  }

  /** Has work tried again that was given up. @throws DeskProblem `unknown-work`. */
  retryWork({ kind, subject }: NamedWork): Promise<void> {
    return this.#call('POST', '/due', { kind, subject });
  }

  settings(): Promise<Settings> {
    return this.#call('GET', '/settings');
  }

  /** @throws DeskProblem `invalid-fields`, `not-allowed`. */
  /** Says how a thread is called and where its post is. */
  changeThread(change: ThreadChange): Promise<NamedThread> {
    return this.#call('PATCH', '/thread', change);
  }

  changeSettings(change: SettingsChange): Promise<Settings> {
    return this.#call('PATCH', '/settings', change);
  }

  /** The outside services that can be switched on here. */
  async services(): Promise<ServiceName[]> {
    return (await this.#call<Services>('GET', '/services')).offered;
  }

  /** Where what happens on the site is told as it happens. */
  get liveAddress(): string {
    return new URL(`${this.#base}/live`, location.href).href.replace(/^http/, 'ws');
  }

  async #call<Answer>(method: string, path: string, body?: unknown, key?: string): Promise<Answer> {
    try {
      return await call<Answer>(method, this.#base + path, body, key);
    } catch (error) {
      if (error instanceof DeskProblem && error.code === 'not-signed-in') this.#onSessionEnd();
      throw error;
    }
  }
}
