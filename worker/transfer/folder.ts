import type { SourceItem } from './source';

/** A file of a folder. */
export interface FolderFile {
  /** Its name from the folder on, with `/` between the parts. */
  path: string;
  /** Its text; null where it is larger than any comment, or no text. */
  text: string | null;
}

/** One format of one system that keeps each comment as a file of its own. */
export interface FolderFormat {
  /** As it is named on the command line. */
  name: string;
  /** As people know it. */
  system: string;
  /** Whether a folder has such files, by their names. */
  matches(paths: readonly string[]): boolean;
  /** Reads file by file. Memory does not grow with the folder. */
  read(files: AsyncIterable<FolderFile> | Iterable<FolderFile>): AsyncIterable<SourceItem>;
}

/** Characters of a file that may be a comment. */
export const largestFile = 1_000_000;

/** A path that stays within its folder, and that every system can have: no `..`, nothing from the root, no control characters. */
export const isWithin = (path: string): boolean =>
  path.length <= 1_000 &&
  !/[\\\p{Cc}]|^[/~]|^[a-z]:/iu.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
