/** The files that the desk needs to open, by their paths, one space between two: put in by the build (`scripts/build.ts`). */
declare const shellFiles: string;
/** Another for other files. */
declare const shellVersion: string;
declare const self: ServiceWorkerGlobalScope;

const page = '/desk/';
const files = shellFiles.split(' ');
const prefix = 'plausch-desk-';
const name = prefix + shellVersion;

/** Keeps the shell for when there is no network. It is taken into use when no page is open any more that began with the one before. */
export async function keepShell(): Promise<void> {
  const cache = await caches.open(name);
  await cache.addAll([page, ...files].map((path) => new Request(path, { cache: 'no-cache', credentials: 'omit' })));
}

/** Drops what was kept for versions before this one. */
export async function dropOthers(): Promise<void> {
  const others = (await caches.keys()).filter((one) => one.startsWith(prefix) && one !== name);
  await Promise.all(others.map((one) => caches.delete(one)));
}

/**
 * The answer to a request for a part of the shell; undefined: it is for something else, which goes where it would without us. A file has the hash of
 * what is in it in its name, so that the one that is kept is right; the page is kept for when it cannot be had.
 */
export function shellAnswer(request: Request): Promise<Response> | undefined {
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || search !== '') return undefined;
  if (pathname === page && request.mode === 'navigate') return pageNow(request);
  return files.includes(pathname) ? kept(pathname).then((found) => found ?? fetch(request)) : undefined;
}

async function pageNow(request: Request): Promise<Response> {
  const answer = await fetch(request).catch(() => undefined);
  if (answer && answer.status < 500) return answer;
  return (await kept(page)) ?? answer ?? Response.error();
}

const kept = async (path: string): Promise<Response | undefined> =>
  (await caches.open(name)).match(path, { ignoreVary: true });
