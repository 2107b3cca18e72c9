import type { TableOptions } from '../../formats/table.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { isCreatable } from '../../store/import/relation-fields.ts';

/** How a file is read and imported. */
export interface ImportOptions
  extends Pick<TableOptions, 'encoding' | 'delimiter' | 'sheet' | 'nullWords' | 'headers'> {
  /** `header=field` for columns. */
  readonly map: readonly string[];
  /** `field:theirs=ours` for values. */
  readonly mapValue: readonly string[];
  /** `field=value` for blank cells. */
  readonly defaults: readonly string[];
  readonly dateFormat: string | undefined;
  /** Whether decimals that a currency does not have are rounded. */
  readonly round: boolean;
  /** What alone makes a row and a record one: an id, an e-mail, a field; null for the rules of the noun. */
  readonly match: string | null;
  /** Whether a blank cell empties the field of an existing record. */
  readonly blankClears: boolean;
  readonly onMatch: 'skip' | 'update' | 'fail';
  /** Relations whose missing records are created; null if the user does not say. */
  readonly create: ReadonlySet<string> | null;
  readonly createFields: boolean;
  /** Headers to create fields for, even if others stay unmatched. */
  readonly newFields: readonly string[];
  readonly dryRun: boolean;
  /** Whether the other rows are imported if some are rejected. */
  readonly allowsRejected: boolean;
  /** The source of external ids; blank for the program that wrote the file. */
  readonly system: string;
  /** Name of a preset or `none`; undefined to detect the program. */
  readonly preset: string | undefined;
  /** Whether the result has the ids of created and updated records. */
  readonly collectsIds: boolean;
}

/**
 * What is created beside the records of a file. Unless the user says otherwise, the records that a file of a known
 * program names: its users are in no file, a list of people comes without their companies, and a deleted company is
 * still the company of its deals. A pipeline of it that is not there comes with the stages that rows name. `createsNamedOnly`: these are created by a name, never by an id alone.
 */
export function createdWith(
  { create }: ImportOptions,
  nouns: Nouns,
  spec: NounDefinition,
  isKnown: boolean,
): { readonly create: ReadonlySet<string>; readonly createsNamedOnly: boolean } {
  if (create) return { create, createsNamedOnly: false };
  const pipeline = spec.fields.filter(({ target }) => target === 'pipeline').map(({ name }) => name);
  const named = isKnown ? [...creatableRelations(nouns, spec), ...pipeline] : [];
  return { create: new Set(named), createsNamedOnly: true };
}

/** The relations of a noun whose missing records an import can create. */
export function creatableRelations(nouns: Nouns, { fields }: NounDefinition): string[] {
  return fields.filter((field) => isCreatable(nouns, field)).map(({ name }) => name);
}
