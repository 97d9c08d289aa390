import type { FolderFormat } from './folder';
import { staticman } from './formats/staticman';

/** Every format of a folder with a file for each comment. Apart from the others, since they bring what reads YAML along. */
export const folderFormats: readonly FolderFormat[] = [staticman];
