import type { Platform } from './host/platform';

/** What has to be done now and then without anybody asking, on every site. One that fails keeps no other from it. */
export async function doChores(platform: Platform): Promise<void> {
  for (const { site, jurisdiction } of await platform.directory().list())
    try {
      while ((await platform.site(site, jurisdiction).purgeSpam()) > 0);
    } catch (error) {
      console.error(`The chores of ${site} failed.`, error);
    }
}
