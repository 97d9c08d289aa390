import { env } from 'cloudflare:workers';
import { beforeAll } from 'vitest';

/**
 * The directory is one object for all files of tests. What the file before has left to be done may have made it of that file's
 * code: the first call finds that out, and is refused for it by the tools that the tests run in.
 */
beforeAll(async () => {
  for (let made = false; !made; ) {
    try {
      await env.DIRECTORY.getByName('directory').call('directory', 'list', []);
      made = true;
    } catch (error) {
      if (!(error as { durableObjectReset?: boolean }).durableObjectReset) throw error;
    }
  }
});
