import type { PushPayload } from '../../worker/contract/push';
import { noteWaiting } from '../desk/ground/kept';

declare const self: ServiceWorkerGlobalScope;

/** What browsers know beyond what TypeScript has of it (https://notifications.spec.whatwg.org/). */
interface Options extends NotificationOptions {
  renotify?: boolean;
  actions?: { action: string; title: string }[];
}

/** Nobody waits longer for the answer to a button (milliseconds). */
const patience = 20_000;

/** Shows what was sent, whatever it is: a browser that is sent something and shows nothing is soon sent nothing any more. */
export async function showNotice(data: PushMessageData | null): Promise<void> {
  const payload = read(data);
  if (!payload) return self.registration.showNotification('Plausch', look(undefined));
  const { site, title, body, waiting } = payload;
  await show(payload, title, { body, renotify: true });
  if (site !== null && waiting !== null) await noteWaiting(site, waiting);
}

function read(data: PushMessageData | null): PushPayload | undefined {
  try {
    return data?.json();
  } catch {
    return undefined;
  }
}

/** Somebody has pressed a notice, or a button on it. */
export async function followNotice({ notification, action }: NotificationEvent): Promise<void> {
  notification.close();
  const payload: PushPayload | undefined = notification.data;
  if (!payload) return openPage('/desk/');
  if (action !== 'approve' || !payload.approve) return openPage(payload.path);
  return approve(payload, payload.approve);
}

/** Decides by the link in the notice, which proves whose it is and about what: no cookie is sent. What became of it is shown. */
async function approve(
  payload: PushPayload,
  { path, version, seen }: NonNullable<PushPayload['approve']>,
): Promise<void> {
  const { words, site, waiting } = payload;
  const there = `${path}?as=approve`;
  const said = (text: string, to: string, more: Partial<PushPayload> = {}) =>
    show({ ...payload, path: to, approve: null, ...more }, text, { body: payload.body, silent: true });
  switch (await send(path, { as: 'approve', version: String(version), seen: seen ?? '' })) {
    case 'approved':
      await said(words.approved, there);
      if (site !== null && waiting !== null) await noteWaiting(site, Math.max(0, waiting - 1));
      return;
    case 'already-decided':
    case 'decided-since':
      return said(words.decided, there);
    case 'text-changed':
      // What is to be decided is another text now: it is read before.
      return openPage(there).catch(() => said(words.changed, there));
    case 'link-used':
      return said(words.ended, payload.path);
    default:
      return said(words.failed, there, { approve: payload.approve });
  }
}

/** What becomes of a form of the page behind the link: `approved`, or the problem's name; `offline`: nobody answers. */
async function send(path: string, fields: Record<string, string>): Promise<string> {
  try {
    const answer = await fetch(ours(path), {
      method: 'POST',
      headers: { Accept: 'application/problem+json' },
      body: new URLSearchParams(fields),
      credentials: 'omit',
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    // A decision is answered with the way to the page that shows it.
    if (answer.type === 'opaqueredirect') return 'approved';
    if (answer.status === 404) return 'link-used';
    return (
      String((await answer.json()).type)
        .split('/')
        .at(-1) ?? ''
    );
  } catch {
    return 'offline';
  }
}

/** Shows a page of this server: in the desk's window where one is open and it is the desk, else in one of its own. */
async function openPage(path: string): Promise<void> {
  const { pathname, href } = ours(path);
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const desk = pathname === '/desk/' && windows.find(({ url }) => new URL(url).pathname === pathname);
  if (!desk) return void (await self.clients.openWindow(href));
  // The page goes there by itself: it may have something unsaved, and asks.
  desk.postMessage({ open: path });
  await desk.focus();
}

/** An address of this server's. @throws Error for any other. */
function ours(path: string): URL {
  const url = new URL(path, self.location.origin);
  if (url.origin !== self.location.origin) throw new Error('Another server');
  return url;
}

const show = (payload: PushPayload, title: string, options: Options): Promise<void> =>
  self.registration.showNotification(title, { ...look(payload), ...options });

function look(payload: PushPayload | undefined): Options {
  const base: Options = { icon: '/desk/icon-192.png', badge: '/desk/badge-96.png', tag: tagOf(payload?.site ?? null) };
  if (!payload) return base;
  const { language, approve, words } = payload;
  return {
    ...base,
    lang: language,
    dir: 'auto',
    data: payload,
    actions: [...(approve ? [{ action: 'approve', title: approve.label }] : []), { action: 'open', title: words.open }],
  };
}

/** Notices of one site take each other's place. */
const tagOf = (site: string | null) => `plausch ${site ?? ''}`;
