import type { Language } from '../../../worker/contract/fields';
import type { PersonEntry } from '../../../worker/contract/people';
import type { DeskClient } from '../ground/desk-client';

/** What is the same for every comment of the site: who is at the desk, whom they can ask, what they may do. */
export interface Surroundings {
  site: string;
  /** The account of whoever is at the desk. */
  account: string;
  colleagues: readonly PersonEntry[];
  /** The site's reasons, in its language. */
  reasons: readonly string[];
  siteLanguage: Language | undefined;
  mayBan: boolean;
  mayRule: boolean;
}

/** Whether a thread is in a person's scope: it is one of their paths, or below one that ends in a slash. */
export const worksAt = ({ scope }: PersonEntry, key: string): boolean =>
  scope.length === 0 || scope.some((path) => key === path || (path.endsWith('/') && key.startsWith(path)));

/** As long as the rest is not known: deciding works without it, and reasons can be written. */
export const alone = (site: string, account: string): Surroundings => ({
  site,
  account,
  colleagues: [],
  reasons: [],
  siteLanguage: undefined,
  mayBan: false,
  mayRule: false,
});

/** Looks around for whoever is at the desk. @throws DeskProblem */
export async function lookAround(client: DeskClient, account: string): Promise<Surroundings> {
  const [{ people }, { reasons }, { language }] = await Promise.all([
    client.call('GET /people'),
    client.call('GET /reasons'),
    client.call('GET /settings'),
  ]);
  const me = people.find((person) => person.account === account);
  return {
    site: client.site,
    account,
    colleagues: people.filter((person) => person !== me),
    reasons,
    siteLanguage: language,
    mayBan: me?.role === 'owner' || me?.scope.length === 0,
    mayRule: me?.role === 'owner',
  };
}
