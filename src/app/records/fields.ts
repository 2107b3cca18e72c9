import type { Field } from '../../domain/field.ts';
import { picklistKey } from '../../domain/picklists.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { cadences } from '../../store/calls/cadences.ts';
import { customFields } from '../../store/fields.ts';
import { readPicklist } from '../../store/picklists.ts';
import { withScore } from '../../store/scores/score-field.ts';
import { serviceLevels } from '../../store/service-levels.ts';
import type { Db } from '../../store/sql.ts';
import type { Store } from '../../store/store.ts';

/** Which team-defined data to read with the fields of a noun. */
export interface FieldSelection {
  /** Custom fields. */
  readonly declared: boolean;
  /** Whether to read the team's choices of a field. */
  readonly choices: (name: string) => boolean;
  /** Whether a score is the typed one alone, so that it can be read back. */
  readonly typed?: true;
}

const ALL: FieldSelection = { declared: true, choices: () => true };

/** For what is read back later: values as they were typed. */
export const TYPED_FIELDS: FieldSelection = { ...ALL, typed: true };

/** Enough to show values. */
export const FIELDS_SHOWN: FieldSelection = { declared: true, choices: () => false };

/** All fields of a noun: the built-in ones, with the team's choices, and the custom ones. */
export async function fieldsOf(
  { db }: Pick<Store, 'db'>,
  spec: NounDefinition,
  { declared, choices, typed }: FieldSelection = ALL,
): Promise<readonly Field[]> {
  const own: Field[] = [];
  for (const field of spec.fields) own.push(choices(field.name) ? await withChoices(db, field) : field);
  const custom = declared ? await customFields(db, spec.noun) : [];
  return spec.noun === 'lead' && declared && !typed ? withScore(db, own, custom) : [...own, ...custom];
}

/** A field with the choices that the team keeps for it. */
async function withChoices(db: Db, field: Field): Promise<Field> {
  if (field.teamChoices === 'cadences') return { ...field, choices: (await cadences(db)).map(nameOf) };
  if (field.teamChoices === 'slas') return { ...field, choices: (await serviceLevels(db)).map(nameOf) };
  if (field.picklist === undefined) return field;
  const { values, closed } = await readPicklist(db, field.picklist);
  const former = values.flatMap(({ name, formerNames }) =>
    formerNames.map((formerName) => [picklistKey(formerName), name] as const),
  );
  return { ...field, choices: values.map(nameOf), formerChoices: new Map(former), takesNew: !closed };
}

const nameOf = ({ name }: { readonly name: string }) => name;
