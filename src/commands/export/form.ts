import { extname } from 'node:path';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import { oneOf } from '../../domain/one-of.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { isOfPeople } from '../../nouns/definition.ts';
import type { Destination } from '../../render/printer.ts';
import { VCARD_VERSIONS, type VcardVersion } from '../../render/vcard.ts';

/** How to write records: in a standard format, or as vCards. */
export type ExportForm =
  | { readonly kind: 'rows'; readonly format: Destination['format'] }
  | { readonly kind: 'vcard'; readonly version: VcardVersion }
  | { readonly kind: 'workbook' };

const ENDINGS: Readonly<Record<string, Destination['format'] | 'vcard'>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.md': 'md',
  '.vcf': 'vcard',
  '.vcard': 'vcard',
};

const WORKBOOK = /\.xlsx$/i;
/** Files that only a spreadsheet program can write. */
const OTHER_WORKBOOK = /\.(?:xls|xlsm|xlsb|ods|numbers)$/i;

/** The form from the command line, else from the extension of the file, else from the settings, else CSV. */
export function formOf(
  { settings }: Context,
  spec: NounDefinition,
  { vcard, output }: Readonly<Record<string, unknown>>,
): ExportForm {
  const file = typeof output === 'string' ? output : '';
  const { requestedFormat: asked } = settings;
  if (vcard !== undefined) return vcards(vcard);
  if (OTHER_WORKBOOK.test(file))
    throw usage(
      `crm cannot write workbooks such as "${file}"`,
      `Every spreadsheet program reads this one: crm ${spec.noun} export -o ${spec.plural}.xlsx`,
    );
  if (WORKBOOK.test(file) && (asked === undefined || settings.excel)) return { kind: 'workbook' };
  if (WORKBOOK.test(file))
    throw usage(
      `"${file}" is a workbook, not ${asked}`,
      `Leave out --format, or name a file such as ${spec.plural}.${asked}`,
    );
  if (asked === 'table')
    throw usage(
      'an export cannot be a table: cut values could not be imported again',
      `To view it: crm ${spec.noun} list. Export formats: csv, tsv, json, jsonl, md, ids.`,
    );
  const usual = settings.format === undefined || settings.format === 'table' ? 'csv' : settings.format;
  const format =
    asked === 'vcard' ? asked : (asked === undefined && ENDINGS[extname(file).toLowerCase()]) || usual;
  if (format !== 'vcard') return { kind: 'rows', format };
  if (isOfPeople(spec)) return vcards(true);
  throw usage(`${spec.plural} cannot be written as vCards`, 'vCards hold people: leads and contacts.');
}

function vcards(version: unknown): ExportForm {
  if (version === true) return { kind: 'vcard', version: VCARD_VERSIONS[0] };
  return { kind: 'vcard', version: oneOf('unknown vCard version', String(version), VCARD_VERSIONS) };
}
