import type { Language } from '../../../worker/contract/languages';
import type { Device } from '../../../worker/contract/push';
import { callAccount } from './account-client';
import { DeskProblem } from './desk-problem';
import { deviceHere, forgetWaiting, noteDevice } from './kept';

/** What Chromium has of Trusted Types, as far as it is used here. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: () => string }): { createScriptURL(url: string): string };
}

const address = '/desk/service-worker.js';

/**
 * Has the desk's service worker keep the shell and show notices: on https and on this machine alone, and nobody misses it elsewhere. The policy makes no
 * address but this one.
 */
export async function registerServiceWorker(): Promise<void> {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('plausch-desk', { createScriptURL: () => address });
  // A notice was pressed while the desk was open: it goes there, and asks where something is unsaved.
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ open?: string }>) => {
    const { hash } = new URL(data.open ?? '', location.href);
    if (hash) location.hash = hash;
  });
  try {
    await serviceWorker.register(policy?.createScriptURL('') ?? address, { scope: '/desk/', updateViaCache: 'none' });
  } catch {
    // A browser that takes none works without.
  }
}

/** Whether this browser can show notices; on an iPhone it can once the desk is on the Home Screen. */
export const canNotify = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/**
 * Switches notices on in this browser, for whoever is signed in: asks for permission, which takes a press of a button right before. `key`: the
 * server's. @throws DeskProblem `notifications-denied`, `notifications-failed`, and whatever the server says.
 */
export async function switchOn(account: string, key: string, language: Language): Promise<Device> {
  if ((await Notification.requestPermission()) !== 'granted') throw new DeskProblem('notifications-denied');
  return keep(account, key, language);
}

async function keep(account: string, key: string, language: Language): Promise<Device> {
  const name = browserName();
  const { endpoint = '', keys } = (await subscription(key)).toJSON();
  const { p256dh = '', auth = '' } = keys ?? {};
  const body = { endpoint, keys: { p256dh, auth }, name, language };
  const device = await callAccount('PUT /account/devices', { body });
  await noteDevice({ account, name, language });
  return device;
}

/** The subscription of this browser, for messages of this server; one for another key is given up for it. */
async function subscription(key: string): Promise<PushSubscription> {
  try {
    const { pushManager } = await navigator.serviceWorker.ready;
    const before = await pushManager.getSubscription();
    if (before && isFor(before, key)) return before;
    await before?.unsubscribe();
    return await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  } catch {
    throw new DeskProblem('notifications-failed');
  }
}

const isFor = ({ options: { applicationServerKey } }: PushSubscription, key: string) =>
  applicationServerKey !== null && toBase64url(applicationServerKey) === key;

async function isSubscribed(key: string): Promise<boolean> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.getSubscription();
  return subscription !== null && isFor(subscription, key);
}

/** Nobody gets notices in this browser any more. The server has heard of it, or will when it next sends one. */
export async function switchOff(): Promise<void> {
  await noteDevice(undefined);
  try {
    const registration = await navigator.serviceWorker?.getRegistration('/desk/');
    await (await registration?.pushManager.getSubscription())?.unsubscribe();
  } catch {
    // What is sent there finds nobody who has switched it on.
  }
}

/**
 * Somebody is here: those who had switched notices on in this browser go on getting them, and anybody else gets none of theirs. `anew`: they have just signed
 * in, and the server is told for the new session; else only where the browser has another subscription than it took, or none for this server's key.
 */
export async function isHere(account: string, language: Language, anew: boolean): Promise<void> {
  const device = await deviceHere();
  if (!device) return;
  if (device.account !== account) return signedOut();
  if (!canNotify() || Notification.permission !== 'granted') return;
  const { pushKey } = await callAccount('GET /account');
  if (anew || !(await isSubscribed(pushKey))) await keep(account, pushKey, language);
}

/** Whoever was signed in is not any more: nothing of what waits is told in this browser, nor still shown. */
export async function signedOut(): Promise<void> {
  await Promise.all([switchOff(), forgetWaiting(), closeNotices()]);
}

/** Takes notices from the screen: all, or of a site those that say something waits there. */
export async function closeNotices(site?: string): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration('/desk/');
    const shown = (await registration?.getNotifications()) ?? [];
    for (const notice of shown)
      if (site === undefined || (notice.data?.site === site && notice.data.approve)) notice.close();
  } catch {
    // They are gone when somebody presses them.
  }
}

const toBase64url = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Browsers by what they say of themselves; the first that fits is it, for most also call themselves by the name of another. */
const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['CriOS', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const systems = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['CrOS', 'ChromeOS'],
  ['Mac OS', 'Mac'],
  ['Linux', 'Linux'],
] as const;

/** What somebody knows this browser by, in a list of theirs. */
export function browserName(agent = navigator.userAgent): string {
  const named = (names: typeof browsers | typeof systems) => names.find(([part]) => agent.includes(part))?.[1];
  return [named(browsers), named(systems)].filter(Boolean).join(' · ') || 'Browser';
}
