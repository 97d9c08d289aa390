import type { SiteEntry } from '../contract/desk';
import type { Refusal } from '../errors';
import type { Remote } from '../host/platform';
import type { Person } from '../site/base/person';
import type { Site } from '../site/site';

/** What the middleware leaves for the routes after it. */
export interface AppEnv {
  Variables: {
    /** The site in the path; there is one. */
    site: Remote<Site>;
    entry: SiteEntry;
    /** Headers that let the asking page read the answer. */
    cors: Record<string, string>;
    /** The sender's network, hashed with the day's key. */
    network: string;
    /** Who is signed in and works on this site. */
    person: Person;
    /** What their session is called. */
    session: string;
    /** The session's cookie anew, where its end was put off. */
    renewal: string | undefined;
    /** Shows the form that was sent once more, and why it was not taken; undefined where no form was sent. */
    again: ((refusal: Refusal) => Promise<Response>) | undefined;
  };
}
