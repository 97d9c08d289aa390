import type { Chores } from './contract/desk';
import { Refusal } from './errors';
import type { Platform } from './host/platform';
import { sayWhatIsDue } from './middleware/outside';

/**
 * What has to be done now and then without anybody asking, on every site: what remains of decisions is carried out, spam of long ago is erased, senders are
 * forgotten, words can be searched for, outside services are asked again and told what people decided. A site that fails keeps no other from it.
 */
export async function doChores(platform: Platform): Promise<Chores> {
  const done = { erased: 0, said: 0, failed: 0 };
  const offered = platform.services.map(({ name }) => name);
  for (const { site: name, jurisdiction } of await platform.directory().list())
    try {
      const site = platform.site(name, jurisdiction);
      while (await site.carryAnyOn());
      for (let more = true; more; ) {
        const purged = await site.purge(offered);
        done.erased += purged.erased;
        ({ more } = purged);
      }
      while (await site.indexWords());
      if (offered.length === 0) continue;
      const { said, failed } = await sayWhatIsDue(site, platform);
      done.said += said;
      done.failed += failed;
    } catch (error) {
      // What is refused has been logged by whoever refuses it.
      if (!(error instanceof Refusal)) console.error(`The chores of ${name} failed.`, error);
      done.failed += 1;
    }
  return done;
}
