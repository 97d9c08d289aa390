import type { SiteEntry } from '../contract/desk';
import { imports, operatorImports } from '../contract/operations/imports';
import type { ImportBatch, ImportReceived } from '../contract/transfer';
import type { Platform, Remote } from '../host/platform';
import { hashedNetworkAt } from '../http/network';
import { ownerOf } from '../operator';
import type { Person } from '../site/base/person';
import type { Site } from '../site/site';
import { register } from './registration';

/** So many records are handed to a site at once: some milliseconds, and readers are answered in between. */
const handedAtOnce = 100;

/** What an owner brings in at the desk. */
export const importRoutes = (platform: Platform) =>
  register(platform, imports, {
    'GET /imports': ({ site }) => site.imports(),
    'POST /imports': ({ site, person, body }) => site.beginImport(person, body),
    'GET /imports/{id}': ({ site, id }) => site.import(id),
    'POST /imports/{id}/records': ({ site, person, id, body }) => receive(platform, site, person, id, body),
    'POST /imports/{id}/end': ({ site, person, id, body }) => site.endImport(person, id, body),
  });

/** The same for whoever runs the server. */
export const operatorImportRoutes = (platform: Platform) => {
  const owner = async (entry: SiteEntry): Promise<Person> => {
    const { account, name, role, scope } = await ownerOf(platform, entry);
    return { account, name, role, scope };
  };
  return register(platform, operatorImports, {
    'GET /sites/{site}/imports': ({ site }) => site.imports(),
    'POST /sites/{site}/imports': async ({ site, entry, body }) => site.beginImport(await owner(entry), body),
    'GET /sites/{site}/imports/{id}': ({ site, id }) => site.import(id),
    'POST /sites/{site}/imports/{id}/records': async ({ site, entry, id, body }) =>
      receive(platform, site, await owner(entry), id, body),
    'POST /sites/{site}/imports/{id}/end': async ({ site, entry, id, body }) =>
      site.endImport(await owner(entry), id, body),
  });
};

/** Hands a batch to a site in parts. What a kill interrupts is sent again. */
async function receive(
  platform: Platform,
  site: Remote<Site>,
  person: Person,
  id: string,
  { threads, comments }: ImportBatch,
): Promise<ImportReceived> {
  const { secret, limits } = platform.config;
  const hashed = comments.map((comment) => ({
    ...comment,
    // Where nothing is counted by networks, none is kept.
    network: comment.network && limits === 'on' ? hashedNetworkAt(comment.network, secret, comment.created) : null,
  }));
  const sum: ImportReceived = { new: 0, known: 0, again: 0, refused: [] };
  const count = Math.max(1, Math.ceil(Math.max(threads.length, hashed.length) / handedAtOnce));
  for (let part = 0; part < count; part += 1) {
    const of = <Record>(records: Record[]) => records.slice(part * handedAtOnce, (part + 1) * handedAtOnce);
    const received = await site.receiveRecords(person, id, { threads: of(threads), comments: of(hashed) });
    sum.new += received.new;
    sum.known += received.known;
    sum.again += received.again;
    sum.refused.push(...received.refused);
  }
  return sum;
}
