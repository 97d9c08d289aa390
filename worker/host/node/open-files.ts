/** SQLite opens up to three for each database: itself, its log, and its log's index. */
const filesOfOne = 3;
/** More databases than this are not kept open at once, however many files may be: each has memory of its own. */
const most = 1000;

/**
 * How many databases may be open at once. Of the files that this process may open they get half: without the other half
 * nobody could connect.
 */
export function mostOpenDatabases(): number {
  const files = filesAllowed();
  return Math.max(1, Math.min(most, Math.floor(files / 2 / filesOfOne)));
}

/** The limit of the operating system (`ulimit -n`), where there is one. */
function filesAllowed(): number {
  // Without it, names are looked up for every connection.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft: number | string } } };
  const soft = Number(userLimits?.open_files?.soft);
  return Number.isNaN(soft) ? Number.POSITIVE_INFINITY : soft;
}
