import { expect } from 'vitest';
import { pushService } from '#host';
import { AlertChoice } from '../../worker/contract/alerts';
import { Profile } from '../../worker/contract/people';
import { Device, type PushPayload } from '../../worker/contract/push';
import type { Pushed, Subscription } from './push-known';
import type { Visitor } from './visitor';

/** What a browser gets when it subscribes at the push service; `kind`: how the service answers what is sent there. */
export async function subscribe(from: string, kind = 'good'): Promise<Subscription> {
  const query = new URLSearchParams({ from, kind });
  return (await fetch(`${pushService}/subscriptions?${query}`, { method: 'POST' })).json();
}

/** Somebody's own login. */
export const profileOf = (person: Visitor) => person.get(Profile, 'GET', '/api/account');

/** Somebody switches notices on in their browser. */
export async function switchOn(person: Visitor, { kind = 'good', name = 'Firefox', language = 'en' } = {}) {
  const subscription = await subscribe((await profileOf(person)).pushKey, kind);
  const body = { ...subscription, name, language };
  const device = await person.get(Device, 'PUT', '/api/account/devices', { body });
  return { ...device, endpoint: subscription.endpoint, subscription };
}

/** The same, to hear at once of what waits on a site. */
export async function listen(person: Visitor, site: string, more: Parameters<typeof switchOn>[1] = {}) {
  const device = await switchOn(person, more);
  await person.get(AlertChoice, 'PUT', `/api/sites/${site}/alerts`, { body: { alerts: 'now' } });
  return device;
}

/** What has come to a browser, as it read it. */
export async function pushedTo(endpoint: string): Promise<(Pushed & { payload: PushPayload })[]> {
  const address = `${pushService}/pushed?endpoint=${encodeURIComponent(endpoint)}`;
  const pushed: Pushed[] = await (await fetch(address)).json();
  return pushed.map((one) => ({ ...one, payload: JSON.parse(one.text) }));
}

/** The only notice that has come to a browser, once it is there. */
export async function theNoticeAt(endpoint: string) {
  await expect.poll(async () => (await pushedTo(endpoint)).length).toBe(1);
  return (await pushedTo(endpoint))[0] ?? expect.unreachable();
}

/** The browser's owner has ended the subscription. */
export const endSubscription = (endpoint: string) =>
  fetch(`${pushService}/end?endpoint=${encodeURIComponent(endpoint)}`, { method: 'POST' });
