import type { Field } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { cadences } from '../../store/calls/cadences.ts';
import { customFields } from '../../store/fields.ts';
import { leadStatuses } from '../../store/leads.ts';
import type { Store } from '../../store/store.ts';

/** Which team-defined data to read with the fields of a noun. */
export interface FieldSelection {
  /** Custom fields. */
  readonly declared: boolean;
  /** Whether to read the team's choices of a field. */
  readonly choices: (name: string) => boolean;
}

const ALL: FieldSelection = { declared: true, choices: () => true };

/** Enough to show values. */
export const FIELDS_SHOWN: FieldSelection = { declared: true, choices: () => false };

/** The lists of choices that a team keeps. */
const LISTS = { 'lead statuses': leadStatuses, cadences } as const;

/** All fields of a noun: the built-in ones, with the team's choices, and the custom ones. */
export async function fieldsOf(
  { db }: Pick<Store, 'db'>,
  spec: NounDefinition,
  { declared, choices }: FieldSelection = ALL,
): Promise<readonly Field[]> {
  const kept = new Map<string, readonly string[]>();
  for (const { name, teamChoices } of spec.fields)
    if (teamChoices && choices(name)) kept.set(name, (await LISTS[teamChoices](db)).map(nameOf));
  return [
    ...spec.fields.map((field) => {
      const own = kept.get(field.name);
      return own ? { ...field, choices: own } : field;
    }),
    ...(declared ? await customFields(db, spec.noun) : []),
  ];
}

const nameOf = ({ name }: { readonly name: string }) => name;
