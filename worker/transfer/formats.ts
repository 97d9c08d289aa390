import { artalk } from './formats/artalk';
import { blogger } from './formats/blogger';
import { comentario } from './formats/comentario';
import { commento } from './formats/commento';
import { cusdisDatabase } from './formats/cusdis';
import { disqus } from './formats/disqus';
import { garrul, garrulDatabase } from './formats/garrul';
import { github } from './formats/github';
import { issoDatabase, issoGeneric } from './formats/isso';
import { plausch } from './formats/plausch';
import { remark42 } from './formats/remark42';
import { schnack, schnackDatabase } from './formats/schnack';
import { twikoo } from './formats/twikoo';
import { valine } from './formats/valine';
import { waline, walineDatabase } from './formats/waline';
import { wordpress, wordpressWithPings } from './formats/wordpress';
import { beginningOf } from './json';
import type { Format } from './source';
import type { TableFormat, Tables } from './tables';

/** Every format of a file of text. No two of them take the same file for theirs. */
export const formats: readonly Format[] = [
  disqus,
  wordpress,
  wordpressWithPings,
  blogger,
  remark42,
  commento,
  comentario,
  issoGeneric,
  artalk,
  waline,
  valine,
  twikoo,
  github,
  schnack,
  garrul,
  plausch,
];

/** Every format of a database file, which is opened on the command line alone. */
export const tableFormats: readonly TableFormat[] = [
  issoDatabase,
  walineDatabase,
  cusdisDatabase,
  schnackDatabase,
  garrulDatabase,
];

/** What a file is by its beginning; null where it is none of these. */
export const formatOf = (head: string): Format | null => formats.find((format) => format.matches(head)) ?? null;

/** What a file is by its beginning. @throws UnreadableFile where its text cannot be read. */
export const formatOfFile = async (text: AsyncIterable<string>): Promise<Format | null> =>
  formatOf(await beginningOf(text));

/** What a database is by its tables; null where it is none of these. */
export const tableFormatOf = (columns: Tables['columns']): TableFormat | null =>
  tableFormats.find((format) => format.matches(columns)) ?? null;
