/**
 * What the desk's page and its service worker both need to know in this browser: how many comments wait on which site, and who has switched notices on
 * here. It stands in IndexedDB, where both reach it; a browser that stores nothing does without.
 */
interface Kept {
  /** By site. */
  waiting: Record<string, number>;
  /** Who gets notices here, what this browser is called, and the language of its notices. */
  device: { account: string; name: string; language: string };
}

const storeName = 'kept';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('plausch-desk', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Changes what is kept under a name, in one transaction: nothing that the other one does comes in between. undefined takes it away. */
async function change<Name extends keyof Kept>(
  name: Name,
  to: (before: Kept[Name] | undefined) => Kept[Name] | undefined,
): Promise<Kept[Name] | undefined> {
  try {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(storeName, 'readwrite');
        const store = transaction.objectStore(storeName);
        let after: Kept[Name] | undefined;
        const reading = store.get(name);
        reading.onsuccess = () => {
          after = to(reading.result);
          if (after === undefined) store.delete(name);
          else if (after !== reading.result) store.put(after, name);
        };
        transaction.oncomplete = () => resolve(after);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  } catch {
    return to(undefined);
  }
}

/** Notes how many comments wait on a site, and has the installed desk's icon show how many do on all. */
export async function noteWaiting(site: string, count: number): Promise<void> {
  const waiting = await change('waiting', (before) =>
    before?.[site] === count ? before : { ...before, [site]: count },
  );
  await showBadge(Object.values(waiting ?? {}).reduce((sum, one) => sum + one, 0));
}

/** Whoever is here now knows of nothing that waits. */
export async function forgetWaiting(): Promise<void> {
  await change('waiting', () => undefined);
  await showBadge(0);
}

/** Who gets notices in this browser; undefined: nobody has switched them on. */
export const deviceHere = (): Promise<Kept['device'] | undefined> => change('device', (before) => before);

/** Notes who does; undefined: nobody any more. */
export async function noteDevice(device: Kept['device'] | undefined): Promise<void> {
  await change('device', () => device);
}

/** A browser in which the desk is not installed has no badge. */
async function showBadge(count: number): Promise<void> {
  try {
    if (count > 0) await navigator.setAppBadge?.(count);
    else await navigator.clearAppBadge?.();
  } catch {
    // Nothing is lost: the desk says how many wait.
  }
}
