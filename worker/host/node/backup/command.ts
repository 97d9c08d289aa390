import { CannotStart } from '../stop';
import { pruneBackups } from './prune';
import { restoreBackup } from './restore';
import { takeBackup } from './take';
import { backupAt, verifyBackup } from './verify';

/** What the commands about backups take beside the folder. */
export interface BackupValues {
  data?: string | undefined;
  url?: string | undefined;
  'with-secret'?: boolean | undefined;
  keep?: string | undefined;
  into?: string | undefined;
  replace?: boolean | undefined;
}

/** The same, as `parseArgs` reads it. */
export const backupOptions = {
  'with-secret': { type: 'boolean' },
  keep: { type: 'string' },
  into: { type: 'string' },
  replace: { type: 'boolean' },
} as const;

const commands = { backup, verify, restore };

export const isBackupCommand = (command: string | undefined): command is keyof typeof commands =>
  command !== undefined && Object.hasOwn(commands, command);

/** Runs `backup`, `verify` or `restore`. @throws CannotStart with a sentence where that did not go well. */
export async function runBackupCommand(command: keyof typeof commands, folder: string, values: BackupValues) {
  if (values.url !== undefined)
    throw new CannotStart(`${command} works with a data folder on this machine: say which with --data.`);
  // What is made belongs to its owner alone, as in the data folder.
  process.umask(0o077);
  await commands[command](folder, values);
}

async function backup(into: string, { data = 'data', keep, 'with-secret': secret = false }: BackupValues) {
  const most = keep === undefined ? undefined : Number(keep);
  if (most !== undefined && !(Number.isInteger(most) && most > 0))
    throw new CannotStart(`--keep takes a number from 1 on, not ${keep}.`);
  const { folder, files, lacking } = await takeBackup({ data, into, secret });
  if (most !== undefined) pruneBackups(into, most, folder);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  console.log(`${folder}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB.`);
  if (!secret)
    console.log(
      'The secret is not in it. Keep it elsewhere, or save with --with-secret: without it a restored Plausch knows no reader again, and private pages and links in mails lead nowhere.',
    );
  if (lacking.length === 0) return;
  const named = lacking.map(({ path, why }) => `${path}: ${why}`);
  throw new CannotStart(`The backup is whole but for what could not be read:\n${named.join('\n')}`);
}

async function verify(path: string) {
  const folder = backupAt(path);
  const { manifest, wrong } = verifyBackup(folder);
  if (wrong.length > 0) throw new CannotStart(`${folder} is damaged:\n${wrong.join('\n')}`);
  console.log(`${folder} is whole: ${manifest.files.length} files of ${manifest.begun}.`);
  for (const { path: file, why } of manifest.lacking)
    console.log(`It lacks ${file}, which was damaged already: ${why}`);
}

async function restore(path: string, { data = 'data', into = data, replace = false }: BackupValues) {
  const folder = backupAt(path);
  const { manifest, replaced, secret } = await restoreBackup(folder, into, { replace });
  console.log(`${into} holds what was saved on ${manifest.begun}.`);
  if (replaced !== undefined)
    console.log(`What was there before is in ${replaced}. Remove it when you need it no more.`);
  for (const { path: file } of manifest.lacking)
    console.log(`${file} was not in the backup: it could not be read then. An older one may have it.`);
  if (!secret)
    console.log(
      `There is no secret in ${into}, and the next start would make a new one. Put the old one there before, or set PLAUSCH_SECRET.`,
    );
}
