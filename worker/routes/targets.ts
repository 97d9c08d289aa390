import { targets } from '../contract/operations/targets';
import type { TargetAddress } from '../contract/targets';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import { ownOrigin } from '../http/own-origin';
import { checkAddress, RefusedAddress } from '../notify/outgoing/address';
import { register } from './registration';

/** Who outside hears of what happens on a site: the owner's. */
export const targetRoutes = (platform: Platform) =>
  register(platform, targets, {
    'GET /targets': ({ site }) => site.targets(),
    'POST /targets': ({ c, site, person, body }) => {
      mayBeCalled(platform, body.address);
      return site.addTarget(person, body, ownOrigin(c, platform));
    },
    'PATCH /targets/{id}': ({ c, site, person, id, body }) => {
      if (body.address) mayBeCalled(platform, body.address);
      return site.changeTarget(person, id, body, ownOrigin(c, platform));
    },
    'DELETE /targets/{id}': ({ site, person, id }) => site.removeTarget(person, id),
    'POST /targets/{id}/secret': ({ site, person, id }) => site.renewTargetSecret(person, id),
    'GET /targets/{id}/dispatches': ({ site, id }) => site.dispatches(id),
    'POST /targets/{id}/test': ({ site, person, id }) => site.testTarget(person, id),
    'POST /targets/{id}/again': ({ site, person, id, body }) => site.sendAgain(person, id, body.dispatch),
  });

/** @throws Refusal `invalid-fields` for an address that is not called. Nothing of the address stands in it. */
function mayBeCalled({ config }: Platform, { url }: TargetAddress): void {
  if (url === undefined) return;
  try {
    checkAddress(url, config.loopback);
  } catch (error) {
    if (!(error instanceof RefusedAddress)) throw error;
    throw new Refusal('invalid-fields', {
      errors: [{ pointer: '/address/url', code: 'invalid', detail: `${error.message}.` }],
    });
  }
}
