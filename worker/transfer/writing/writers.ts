import type { ExportFormat } from '../../contract/exports';
import { csv } from './csv';
import { remark42 } from './remark42';
import type { Writer } from './writer';
import { wxr } from './wxr';

/** The formats of others that a site is written in. */
export const writers: Readonly<Record<Exclude<ExportFormat, 'plausch'>, Writer>> = { wxr, remark42, csv };
