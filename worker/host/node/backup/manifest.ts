import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { migrations as ofAccount } from '../../../account/account';
import { Id, SiteName } from '../../../contract/fields';
import { migrations as ofDirectory } from '../../../directory/directory';
import { migrations as ofSite } from '../../../site/base/schema';
import type { Migration } from '../../sql';
import { CannotStart } from '../stop';

/** The file that makes a folder a backup: it is written last. */
export const manifestName = 'backup.json';
/** What the folder of a backup that is not whole yet, or not any more, is called at its end. */
export const unfinished = '.unfinished';
/** The version of what stands in a manifest. A newer one is not read. */
const version = 1;
/** A manifest of ten thousand sites has two megabytes. */
const longest = 64 * 1024 * 1024;

export const directoryPath = 'directory.sqlite';
export const secretPath = 'secret';
export const sitePath = (name: string) => `sites/${name}.sqlite`;
export const accountPath = (id: string) => `accounts/${id}.sqlite`;

/** A file of the data folder: the only names that are ever read from a manifest. */
const Place = z
  .string()
  .refine((path) => path === secretPath || schemaOf(path) !== undefined, 'is no file of a data folder');

const Manifest = z.strictObject({
  format: z.literal('plausch-backup'),
  version: z.literal(version),
  /** The version of Plausch that made it. */
  plausch: z.string(),
  /** What was acknowledged before it began is in it. */
  begun: z.iso.datetime(),
  ended: z.iso.datetime(),
  files: z.array(
    z.strictObject({
      path: Place,
      bytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      /** How many steps of the schema the database has seen; null: it is none. */
      schema: z.int().positive().nullable(),
    }),
  ),
  /** What could not be saved, and why. */
  lacking: z.array(z.strictObject({ path: Place, why: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;
export type Saved = Manifest['files'][number];
export type Lacking = Manifest['lacking'][number];

/** What a manifest begins with, whatever its version is. */
const Any = z.looseObject({ format: z.literal('plausch-backup'), version: z.number() });

/** The schema of the database under a path of the data folder; undefined: none belongs there. */
export function schemaOf(path: string): readonly Migration[] | undefined {
  if (path === directoryPath) return ofDirectory;
  const [, kind, name] = /^(sites|accounts)\/([^/\\]+)\.sqlite$/.exec(path) ?? [];
  if (kind === 'sites' && SiteName.safeParse(name).data === name) return ofSite;
  if (kind === 'accounts' && Id.safeParse(name).data === name) return ofAccount;
  return undefined;
}

/** What the manifest of a new backup says. */
export const manifestOf = (said: Omit<Manifest, 'format' | 'version'>): string =>
  `${JSON.stringify({ format: 'plausch-backup', version, ...said } satisfies Manifest, null, 1)}\n`;

/** Reads what a backup says of itself. @throws CannotStart where it is none, or one of a newer version. */
export function readManifest(folder: string): Manifest {
  const path = join(folder, manifestName);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) throw new CannotStart(`${folder} is no whole backup: there is no ${manifestName} in it.`);
  if (stats.size > longest) throw new CannotStart(`${path} is too long to be what it is called.`);
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new CannotStart(`${path} is damaged: it is no JSON.`);
  }
  const any = Any.safeParse(read).data;
  if (any && any.version > version)
    throw new CannotStart(`${folder} was made by a newer Plausch (backups of version ${any.version}). Use that one.`);
  const { data, error } = Manifest.safeParse(read);
  if (!data) {
    const [issue] = error.issues;
    throw new CannotStart(`${path} is damaged: ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  const paths = [...data.files, ...data.lacking].map(({ path: file }) => file);
  if (new Set(paths).size < paths.length) throw new CannotStart(`${path} is damaged: it names a file twice.`);
  return data;
}

/** The folder of a backup is called by the time at which it began, so that names stand in its order. */
const named = /^\d{4}-\d\d-\d\dT\d{6}\.\d{3}Z$/;
export const nameOf = (time: number) => new Date(time).toISOString().replaceAll(':', '');
/** When a backup began (milliseconds since 1970), by the name of its folder. */
export const timeOf = (name: string) => Date.parse(name.replace(/T(\d\d)(\d\d)(\d\d)/, 'T$1:$2:$3'));

/** The names of the whole backups in a folder, the newest first. */
export function backupsIn(folder: string): string[] {
  return foldersIn(folder)
    .filter(
      (name) => named.test(name) && lstatSync(join(folder, name, manifestName), { throwIfNoEntry: false })?.isFile(),
    )
    .toSorted()
    .toReversed();
}

/** What was begun in a folder, or begun to be removed, and did not come to its end. */
export const unfinishedIn = (folder: string): string[] =>
  foldersIn(folder).filter((name) => name.endsWith(unfinished) && named.test(name.slice(0, -unfinished.length)));

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
