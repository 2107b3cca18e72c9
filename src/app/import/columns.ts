import { CrmError, usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { headerKey } from '../../formats/field-names.ts';
import { type Mapping, mapHeaders } from '../../formats/mapping.ts';
import { isOwnExport } from '../../formats/own-export.ts';
import type { Vendor } from '../../formats/presets/vendor.ts';
import { isSecret } from '../../formats/secrets.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { declareFields } from '../../store/import/declare.ts';
import type { Tx } from '../../store/tx.ts';
import type { ImportOptions } from './options.ts';

/** The mapping of the columns of a file. */
export interface Columns {
  readonly mapping: Mapping;
  /** The noun's fields, including those declared for the file. */
  readonly fields: readonly Field[];
  /** Headers for which fields were declared. */
  readonly declared: ReadonlySet<string>;
  /** Whether our own export wrote the file: its ids and times are ours. */
  readonly own: boolean;
  /** The program that wrote the file; null if unknown. */
  readonly vendor: Vendor | null;
}

/** Maps headers to fields, and declares fields for unmatched ones if requested; secrets never become fields. */
export async function mapColumns(
  tx: Tx,
  { noun }: NounDefinition,
  headers: readonly string[],
  known: readonly Field[],
  { map, createFields, newFields }: ImportOptions,
  vendor: Vendor | null,
): Promise<Columns> {
  const own = isOwnExport(headers);
  const mapping = mapHeaders(headers, known, { map, vendor, own, noun });
  const requested = new Set(newFields.map(headerKey));
  const undeclared = createFields
    ? [...mapping.leftOver, ...mapping.noted].filter((header) => !isSecret(header))
    : headers.filter((header) => requested.has(headerKey(header)));
  if (undeclared.length === 0) return { mapping, fields: known, declared: new Set(), own, vendor };
  const declared = await declareFields(tx, noun, undeclared, known);
  const fields = [...new Set([...known, ...declared.values()])];
  const also = [...declared].map(([header, { name }]) => `${header}=${name}`);
  const all = mapHeaders(headers, fields, { map: [...map, ...also], vendor, own, noun });
  return { mapping: all, fields, declared: new Set(declared.keys()), own, vendor };
}

/** Headers of columns that may say where a deal stands. */
const STAGE_LIKE = /\b(?:stage|status|phase|won|lost)\b/i;

/** Throws `usage` for deals whose stage is in no field but may be in a column: they would all begin in the first. */
export function requireStage({ mapping, fields, own }: Columns, name: string): void {
  const stage = fields.find(({ target }) => target === 'stage');
  if (!stage || own || mapping.feeds.some(({ field }) => field === stage)) return;
  const column = mapping.columns.find(({ how, header }) => how === 'unmatched' && STAGE_LIKE.test(header));
  if (!column) return;
  const { header } = column;
  throw new CrmError('usage', `no column of ${name} is the stage, but "${header}" may say it`, [
    { code: 'stage-column-missing', header, field: stage.name },
  ]);
}

/** The error for a file without a known column. */
export function noKnownColumn(spec: NounDefinition, name: string, headers: readonly string[]): CrmError {
  if (headers.length === 0) return usage(`${name} has no records`);
  const { noun, plural, listColumns } = spec;
  return new CrmError('usage', `no column of ${name} matches a field of ${plural}`, [
    { code: 'no-known-column', noun, headers, fields: listColumns.slice(1, 3) },
  ]);
}
