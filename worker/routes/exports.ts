import { type ExportQuery, spanOf } from '../contract/exports';
import { exports, operatorExports } from '../contract/operations/exports';
import type { Platform, Remote } from '../host/platform';
import type { Person } from '../site/base/person';
import type { ExportPart, ExportPlace, Selection } from '../site/moving/exporting';
import type { OutPart, OutPlace } from '../site/moving/outward';
import type { Site } from '../site/site';
import { writers } from '../transfer/writing/writers';
import { register } from './registration';

/** What an owner takes along from the desk. */
export const exportRoutes = (platform: Platform) =>
  register(platform, exports, {
    'GET /export': ({ site, entry, person, query }) => exported(site, entry.site, person, query),
  });

/** The same for whoever runs the server. */
export const operatorExportRoutes = (platform: Platform) =>
  register(platform, operatorExports, {
    'GET /sites/{site}/export': ({ site, entry, query }) => exported(site, entry.site, null, query),
  });

/** A site's export, read step by step as fast as it is taken. What is refused after its first piece breaks it off. */
async function exported(
  site: Remote<Site>,
  name: string,
  person: Person | null,
  { format, thread, ...span }: ExportQuery,
): Promise<Response> {
  const selection = { thread, ...spanOf(span) };
  if (format === 'plausch')
    return fileOf(name, { type: 'application/jsonl', extension: 'jsonl' }, await inLines(site, person, selection));
  const writer = writers[format];
  const text = await inWriting(site, person, selection, format);
  return fileOf(name, writer, writer.packed ? text.pipeThrough(new CompressionStream('gzip')) : text);
}

const fileOf = (
  name: string,
  { type, extension }: { type: string; extension: string },
  body: ReadableStream<Uint8Array>,
): Response =>
  new Response(body, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}.${extension}"`,
      'Cache-Control': 'no-store',
    },
  });

/** Plausch's own lines. */
async function inLines(site: Remote<Site>, person: Person | null, selection: Selection) {
  const begun: ExportPart = await site.exportPart(person, selection, null);
  return streamed(
    begun,
    (place: ExportPlace | null): Promise<ExportPart> => site.exportPart(person, selection, place),
    ({ lines }) => lines,
  );
}

/** What another system reads. */
async function inWriting(
  site: Remote<Site>,
  person: Person | null,
  selection: Selection,
  format: keyof typeof writers,
) {
  const begun: OutPart = await site.outPart(person, selection, null);
  const file = writers[format].open(begun.site);
  let isBegun = false;
  return streamed(
    begun,
    (place: OutPlace | null): Promise<OutPart> => site.outPart(person, selection, place),
    ({ items, next }) => {
      const before = isBegun ? '' : file.begin();
      isBegun = true;
      return before + items.map((item) => file.item(item)).join('') + (next ? '' : file.end());
    },
  );
}

/** Text that is read part by part, as UTF-8. The first part has been read. */
function streamed<Place, Part extends { next: Place | null }>(
  begun: Part,
  read: (place: Place) => Promise<Part>,
  textOf: (part: Part) => string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let part = begun;
  let isTold = false;
  let isStopped = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      // A part may have no text: then nobody would ask again.
      for (let text = ''; text === ''; ) {
        if (isTold && part.next === null) return controller.close();
        if (isTold && part.next !== null) part = await read(part.next);
        if (isStopped) return;
        isTold = true;
        text = textOf(part);
        if (text !== '') controller.enqueue(encoder.encode(text));
      }
    },
    cancel() {
      isStopped = true;
    },
  });
}
