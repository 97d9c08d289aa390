import { authors } from '../contract/operations/authors';
import { ifPossible } from '../errors';
import type { Platform } from '../host/platform';
import { mineFile } from './mine-file';
import { register } from './registration';

/** What the desk does for somebody who asks by letter what is known of them, or to be erased. */
export const authorRoutes = (platform: Platform) =>
  register(platform, authors, {
    'POST /authors/search': async ({ site, body }) => {
      // What cannot be taken in now, the answer counts as not searched.
      await ifPossible(site.indexWords());
      return site.findAuthors(body);
    },
    'GET /authors/{id}': ({ site, id, query }) => site.mineOf(id, query.after),
    'GET /authors/{id}/file': ({ c, site, entry, id }) => mineFile(c, entry.site, (after) => site.mineOf(id, after)),
    'POST /authors/forget': ({ site, person, body }) => site.forgetFor(person, body),
  });
