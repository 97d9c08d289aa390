import { exports, operatorExports } from '../contract/operations/exports';
import type { Platform, Remote } from '../host/platform';
import type { Person } from '../site/base/person';
import type { ExportPart, ExportPlace } from '../site/moving/exporting';
import type { Site } from '../site/site';
import { register } from './registration';

/** What an owner takes along from the desk. */
export const exportRoutes = (platform: Platform) =>
  register(platform, exports, {
    'GET /export': ({ site, entry, person }) => exported(site, entry.site, person),
  });

/** The same for whoever runs the server. */
export const operatorExportRoutes = (platform: Platform) =>
  register(platform, operatorExports, {
    'GET /sites/{site}/export': ({ site, entry }) => exported(site, entry.site, null),
  });

/** A site's export, read step by step as fast as it is taken. What is refused after its first line breaks it off: it has no last line then. */
async function exported(site: Remote<Site>, name: string, person: Person | null): Promise<Response> {
  const { lines, next }: ExportPart = await site.exportPart(person, null);
  const encoder = new TextEncoder();
  let place: ExportPlace | null = next;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(lines)),
    async pull(controller) {
      // A step may have no lines: then nobody would ask again.
      for (let isTold = false; place && !isTold; ) {
        const part: ExportPart = await site.exportPart(person, place);
        place = part.next;
        isTold = part.lines !== '';
        if (isTold) controller.enqueue(encoder.encode(part.lines));
      }
      if (!place) controller.close();
    },
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'application/jsonl',
      'Content-Disposition': `attachment; filename="${name}.jsonl"`,
      'Cache-Control': 'no-store',
    },
  });
}
