/** The desk's service worker: keeps the shell, shows notices, and does what their buttons say. It is registered at `/desk/` alone. */

import { deviceHere } from '../desk/ground/kept';
import { followNotice, showNotice } from './notices';
import { dropOthers, keepShell, shellAnswer } from './shell';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', (event) => event.waitUntil(keepShell()));
self.addEventListener('activate', (event) => event.waitUntil(dropOthers()));
self.addEventListener('fetch', (event) => {
  const answer = shellAnswer(event.request);
  if (answer) event.respondWith(answer);
});
self.addEventListener('push', (event) => event.waitUntil(showNotice(event.data)));
self.addEventListener('notificationclick', (event) => event.waitUntil(followNotice(event)));
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event as SubscriptionChange)));

/** What the event has (https://www.w3.org/TR/push-api/#the-pushsubscriptionchange-event). */
interface SubscriptionChange extends ExtendableEvent {
  newSubscription?: PushSubscription | null;
  oldSubscription?: PushSubscription | null;
}

/** The browser has given up its subscription for another: the server is told. What does not work out now does when the desk is next opened. */
async function renew({ newSubscription, oldSubscription }: SubscriptionChange): Promise<void> {
  const device = await deviceHere();
  if (!device) return;
  const { name, language } = device;
  const subscription =
    newSubscription ??
    (await self.registration.pushManager.subscribe(oldSubscription?.options as PushSubscriptionOptionsInit));
  const { endpoint, keys } = subscription.toJSON();
  await fetch('/api/account/devices', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ endpoint, keys, name, language }),
  });
}
