import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Disk } from './guests';
import { newFolder, type Server, startServer } from './server';

/** A data folder on a disk that can be filled up. */
export interface SmallDisk extends Disk {
  /** Leaves room for so many bytes, about. */
  leave: (bytes: number, server?: Server) => void;
  /** Makes room. */
  free: (server?: Server) => void;
}

/** Runs a command to its end; whether it went well. */
const did = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

const mounted: string[] = [];
afterAll(() => {
  for (const folder of mounted) did('umount', '--lazy', folder);
});

/** Mounts a file system of 24 MB in memory; whether it could be. Only root may. */
function mount(folder: string): boolean {
  const could = did('mount', '-t', 'tmpfs', '-o', 'size=24m', 'none', folder);
  if (could) mounted.push(folder);
  return could;
}

function fileSystem(): SmallDisk {
  const folder = newFolder();
  if (!mount(folder)) throw new Error('A file system could be mounted before, and now it cannot.');
  const ballast = join(folder, 'ballast');
  return {
    data: join(folder, 'data'),
    start: (args, log = []) => startServer(join(folder, 'data'), args, { log }),
    leave: (bytes) => {
      fill(ballast);
      truncateSync(ballast, statSync(ballast).size - bytes);
    },
    free: () => rmSync(ballast),
  };
}

/** Makes a file so big that nothing else has room. */
function fill(path: string): void {
  const file = openSync(path, 'a');
  try {
    const { bsize, bavail } = statfsSync(path);
    for (let more = bsize * bavail; more > 0; more -= 65_536) writeSync(file, Buffer.alloc(Math.min(more, 65_536)));
    for (;;) writeSync(file, Buffer.alloc(bsize));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}

/** A process that may not make files bigger than so (`setrlimit`, RLIMIT_FSIZE), which needs no rights. */
function limited(): SmallDisk {
  const data = join(newFolder(), 'data');
  let limit = 'unlimited';
  const put = (server?: Server) => {
    const pid = String(server?.process.pid);
    if (server && !did('prlimit', '--pid', pid, `--fsize=${limit}:`)) throw new Error('prlimit has failed.');
  };
  return {
    data,
    start: (args, log = []) => startServer(data, args, { through: ['prlimit', `--fsize=${limit}:unlimited`], log }),
    leave: (bytes, server) => {
      limit = String(bytes === 0 ? 0 : biggest(data) + bytes);
      put(server);
    },
    free: (server) => {
      limit = 'unlimited';
      put(server);
    },
  };
}

const biggest = (folder: string) =>
  Math.max(
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => statSync(join(parentPath, name)).size),
  );

/** What can be filled up here: a file system where one may be mounted, and a limit that every Linux has for everybody. */
export const disks: { kind: string; make: () => SmallDisk }[] = [
  ...(mount(newFolder()) ? [{ kind: 'a small file system', make: fileSystem }] : []),
  ...(process.platform === 'linux' ? [{ kind: 'a limit on the size of files', make: limited }] : []),
];

/** A copy of a folder where there is room. */
export function copied(data: string): string {
  const folder = join(newFolder(), 'copy');
  mkdirSync(folder);
  cpSync(data, folder, { recursive: true, filter: (path) => !path.endsWith('-shm') });
  return folder;
}

/**
 * A command that runs another without the rights to override what files allow: root has them. Others have none to lose.
 */
export const withoutRights =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search,-fowner'] : [];
