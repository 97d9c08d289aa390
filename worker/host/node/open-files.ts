import { totalmem } from 'node:os';

/** SQLite opens up to three for each database: itself, its log, and its log's index. */
const filesOfOne = 3;
/** More databases than this are not kept open at once, however many files may be. */
const most = 1000;
/** So much memory each has of its own (bytes; see `npm run bench:sites`), and this part of the machine's they may have together. */
const memoryOfOne = 1024 * 1024;
const shareOfMemory = 1 / 8;

/**
 * How many databases may be open at once. Of the files that this process may open they get half: without the other half
 * nobody could connect.
 */
export function mostOpenDatabases(): number {
  const files = filesAllowed() / 2 / filesOfOne;
  const memory = (memoryOfMachine() * shareOfMemory) / memoryOfOne;
  return Math.max(1, Math.floor(Math.min(most, files, memory)));
}

/** What the machine has (bytes), or what this process may use of it, where that is limited. */
function memoryOfMachine(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
}

let filesOfProcess: number | undefined;

/** The limit of the operating system (`ulimit -n`), where there is one, as it was at first: to ask takes as long as a request. */
function filesAllowed(): number {
  filesOfProcess ??= readFilesAllowed();
  return filesOfProcess;
}

function readFilesAllowed(): number {
  // Without it, names are looked up for every connection.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft: number | string } } };
  const soft = Number(userLimits?.open_files?.soft);
  return Number.isNaN(soft) ? Number.POSITIVE_INFINITY : soft;
}
