import { renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { flushFolder } from './durable';
import { backupsIn, type Manifest, readManifest, unfinished } from './manifest';

/**
 * Removes the oldest backups of a folder, so that `keep` stay. The one that was just taken stays in any case; and of what it lacks, the
 * newest backup that has it.
 */
export function pruneBackups(into: string, keep: number, taken: string): void {
  const known = backupsIn(into).flatMap((name) => {
    const manifest = readable(join(into, name));
    return manifest ? [{ name, manifest }] : [];
  });
  const stays = new Set([basename(taken), ...known.slice(0, keep).map(({ name }) => name)]);
  const has = ({ files }: Manifest, path: string) => files.some((file) => file.path === path);
  for (const { path } of known.find(({ name }) => name === basename(taken))?.manifest.lacking ?? []) {
    const last = known.find(({ manifest }) => has(manifest, path));
    if (last) stays.add(last.name);
  }
  for (const { name } of known) {
    if (stays.has(name)) continue;
    // From here on it is not called a backup any more, however far its removal comes.
    renameSync(join(into, name), join(into, name + unfinished));
    flushFolder(into);
    rmSync(join(into, name + unfinished), { recursive: true, force: true });
  }
}

/** What is no backup of ours, or of a newer version, is left alone. */
function readable(folder: string): Manifest | undefined {
  try {
    return readManifest(folder);
  } catch {
    return undefined;
  }
}
