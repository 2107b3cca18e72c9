import { basename, extname } from 'node:path';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import { oneOf } from '../../domain/one-of.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Destination } from '../../render/printer.ts';
import { VCARD_VERSIONS, type VcardVersion } from '../../render/vcard.ts';
import type { Format, Settings } from '../../settings.ts';

/** How to write records: in a standard format, or as vCards. */
export type ExportForm =
  | { readonly type: 'rows'; readonly format: Destination['format'] }
  | { readonly type: 'vcard'; readonly version: VcardVersion }
  | { readonly type: 'workbook' };

const ENDINGS: Readonly<Record<string, Destination['format'] | 'vcard' | 'html'>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.md': 'md',
  '.vcf': 'vcard',
  '.vcard': 'vcard',
  '.html': 'html',
  '.htm': 'html',
};

const WORKBOOK = /\.xlsx$/i;
/** Files that only a spreadsheet program can write. */
const OTHER_WORKBOOK = /\.(?:xls|xlsm|xlsb|ods|numbers)$/i;
/** Files that nobody could open with rows in them. */
const OTHER_FILE = /\.(?:pdf|docx?|odt|rtf|pptx?|odp|png|jpe?g|gif|svg|webp|zip|gz|parquet)$/i;

/** The form from the command line, else from the extension of the file, else from the settings, else CSV. */
export function formOf(
  { settings }: Context,
  spec: NounDefinition,
  { vcard, output }: Readonly<Record<string, unknown>>,
): ExportForm {
  if (vcard !== undefined) return vcards(vcard);
  const file = typeof output === 'string' ? output : '';
  const form = fileForm(file, settings, false);
  if (form === 'workbook') return { type: 'workbook' };
  if (form === 'table')
    throw usage(
      'an export cannot be a table: cut values could not be imported again',
      `To view it: crm ${spec.noun} list. Export formats: csv, tsv, json, jsonl, md, ids.`,
    );
  if (form === 'html')
    throw usage(
      'an export cannot be a page: it could not be imported again',
      `For a page to read: crm ${spec.noun} list -o ${file}`,
    );
  if (form !== 'vcard') return { type: 'rows', format: form };
  if (spec.isPerson) return vcards(true);
  throw usage(`${spec.plural} cannot be written as vCards`, 'vCards hold people: leads and contacts.');
}

/** The form of a list in a file. Throws `usage` for one that lists cannot have. */
export function listForm(
  file: string,
  settings: Pick<Settings, FormSetting>,
): Destination['format'] | 'workbook' | 'html' {
  const form = fileForm(file, settings, true);
  if (form === 'table')
    throw usage(
      'a table is for a terminal, not for a file',
      'Formats of files: csv, tsv, json, jsonl, md, ids.',
    );
  if (form === 'vcard')
    throw usage(
      `a list cannot be written as vCards: "${file}"`,
      'To write people as vCards: crm contact export -o people.vcf',
    );
  return form;
}

type FormSetting = 'requestedFormat' | 'format' | 'excel';

function fileForm(
  file: string,
  { requestedFormat: asked, format, excel }: Pick<Settings, FormSetting>,
  isList: boolean,
): Format | 'vcard' | 'workbook' | 'html' {
  if (OTHER_WORKBOOK.test(file))
    throw usage(
      `cannot write a workbook such as "${file}"`,
      `Every spreadsheet program reads this one: -o ${basename(file, extname(file))}.xlsx`,
    );
  if (asked === undefined && OTHER_FILE.test(file)) {
    const name = basename(file, extname(file));
    throw usage(
      `cannot write a file such as "${file}"`,
      `Rows: -o ${name}.csv   A workbook: -o ${name}.xlsx${isList ? `   A page to read or to print: -o ${name}.html` : ''}`,
    );
  }
  if (WORKBOOK.test(file) && (asked === undefined || excel)) return 'workbook';
  if (WORKBOOK.test(file))
    throw usage(
      `"${file}" is a workbook, not ${asked}`,
      `Leave out --format, or name a file such as ${basename(file, extname(file))}.${asked}`,
    );
  if (asked === 'vcard' || asked === 'table') return asked;
  const usual = format === undefined || format === 'table' ? 'csv' : format;
  return (asked === undefined && ENDINGS[extname(file).toLowerCase()]) || usual;
}

function vcards(version: unknown): ExportForm {
  if (version === true) return { type: 'vcard', version: VCARD_VERSIONS[0] };
  return { type: 'vcard', version: oneOf('unknown vCard version', String(version), VCARD_VERSIONS) };
}
