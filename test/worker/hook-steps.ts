import { expect } from 'vitest';
import { services } from '#host';
import { Dispatches, TargetSecret, Targets } from '../../worker/contract/targets';
import type { Heard } from './services';
import type { Visitor } from './visitor';

/** Something that no other test has in what it sends. */
export const unique = () => crypto.randomUUID().slice(0, 8);

/** Where something on loopback hears what happens; `mode`: how it answers. */
export const hookAt = (mode: string, of: string) => `${services}/hooks/${mode}/${of}`;

/** What has come there. */
export const heardBy = async (of: string): Promise<Heard[]> =>
  (await fetch(`${services}/hooks-heard?of=${encodeURIComponent(of)}`)).json();

/** The same once there is as much. */
export async function hearing(of: string, count: number): Promise<Heard[]> {
  await expect.poll(async () => (await heardBy(of)).length).toBe(count);
  return heardBy(of);
}

export const addTarget = (owner: Visitor, site: string, address: object, events: string[], name = 'Ziel') =>
  owner.get(TargetSecret, 'POST', `/api/sites/${site}/targets`, { body: { name, address, events } }, 201);

export const targetsOf = async (owner: Visitor, site: string) =>
  (await owner.get(Targets, 'GET', `/api/sites/${site}/targets`)).targets;

export const dispatchesOf = async (owner: Visitor, site: string, target: string) =>
  (await owner.get(Dispatches, 'GET', `/api/sites/${site}/targets/${target}/dispatches`)).dispatches;
