import { usage } from '../domain/errors.ts';
import { oneOf } from '../domain/one-of.ts';
import { FORMATS, type Format, type Settings } from '../settings.ts';
import type { GlobalOptions } from './globals.ts';

/** The format on the command line; short options take precedence. */
export function requestedFormat({
  json,
  csv,
  excel,
  delimiter,
  format,
}: Partial<GlobalOptions>): string | undefined {
  const requested = json ? 'json' : csv ? 'csv' : format;
  const variant = excel ? '--excel' : delimiter === undefined ? null : '--delimiter';
  if (variant === null || requested === 'csv') return requested;
  if (requested !== undefined)
    throw usage(`${variant} is a variant of csv and does not go with ${requested}`);
  return 'csv';
}

/** The separator of CSV. */
export function readDelimiter(text = ','): string {
  if (text === 'tab' || text === '\\t') return '\t';
  if (text.length === 1 && !'"\r\n'.includes(text)) return text;
  throw usage(`"${text}" is not a separator`, 'Give one character, such as ";", or "tab"');
}

/** Undefined for a format of the command's own: the printer then uses the default for its notes. */
export function formatOf(text: string | undefined, own: readonly string[]): Format | undefined {
  if (text === undefined || text === '' || own.includes(text)) return undefined;
  return oneOf('unknown format', text, FORMATS);
}

/** The format of the values of a list, and whether it becomes a page. */
type OutputFormat = Pick<Settings, 'format' | 'isPage'>;

/** The format of a list in a file; a workbook and a page get the values of csv. */
export async function fileFormat(
  output: string,
  usual: Pick<Settings, 'format' | 'requestedFormat' | 'excel'>,
): Promise<OutputFormat> {
  const { listForm } = await import('../commands/export/form.ts');
  const form = listForm(output, usual);
  return { format: form === 'workbook' || form === 'html' ? 'csv' : form, isPage: form === 'html' };
}
