import { expect, test } from 'vitest';
import { CloudflarePlatform, type Env } from '../../../worker/host/cloudflare/platform';

test('a site that shall be in the EU is looked for there and nowhere else', async () => {
  const asked: string[] = [];
  const namespace = (place: string) => ({
    getByName: (name: string) => ({
      call: async (_room: string, method: string) => {
        asked.push(`${place} ${name} ${method}`);
        return { kind: 'done', result: null };
      },
    }),
  });
  const env = {
    SITES: { ...namespace('anywhere'), jurisdiction: namespace },
    PLAUSCH_SECRET: 's'.repeat(32),
  } as unknown as Env;
  const platform = new CloudflarePlatform(env);
  await platform.site('eu.example', 'eu').settings();
  await platform.site('blog.example', null).settings();
  expect(asked).toEqual(['eu eu.example settings', 'anywhere blog.example settings']);
});
