import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { findNearest } from '../../domain/suggest.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Column } from '../../render/column.ts';
import { cadences } from '../../store/calls/cadences.ts';
import { customFields } from '../../store/fields.ts';
import { leadStatuses } from '../../store/leads.ts';
import type { Store } from '../../store/store.ts';

/** What of the fields of a noun is the team's own, and read where it is wanted. */
export interface FieldSelection {
  /** Declared fields. */
  readonly declared: boolean;
  /** Whether the choices are wanted that the team has made for a field. */
  readonly choices: (name: string) => boolean;
}

const ALL: FieldSelection = { declared: true, choices: () => true };

/** Where values are only shown. */
export const FIELDS_SHOWN: FieldSelection = { declared: true, choices: () => false };

/** All fields of a noun in this database: its own, with the choices the team has made, and the declared ones. */
export async function fieldsOf(
  store: Store,
  spec: NounDefinition,
  { declared, choices }: FieldSelection = ALL,
): Promise<readonly Field[]> {
  const made = new Map<string, readonly string[]>();
  if (spec.noun === 'lead' && choices('status'))
    made.set('status', (await leadStatuses(store.db)).map(nameOf));
  if (spec.noun === 'lead' && choices('cadence')) made.set('cadence', (await cadences(store.db)).map(nameOf));
  return [
    ...spec.fields.map((field) => {
      const own = made.get(field.name);
      return own ? { ...field, choices: own } : field;
    }),
    ...(declared ? await customFields(store.db, spec.noun) : []),
  ];
}

const nameOf = ({ name }: { readonly name: string }) => name;

/** A field as a column of a list. */
export function toColumn(field: Field): Column {
  return { name: field.name, label: field.label, type: field.type };
}

/** The fields that names such as `--columns` gives stand for; `all` is every one. Throws `usage` with the nearest. */
export function pickFields<F extends Pick<Field, 'name'>>(
  names: readonly string[],
  fields: readonly F[],
): F[] {
  const named = names.filter((name) => name !== '');
  if (named.length === 0) throw usage('no column is named', 'See all: --columns ?');
  return named.flatMap((name) => {
    if (name === 'all' || name === '*') return [...fields];
    const key = name.toLowerCase().replaceAll('-', '_');
    const found = fields.find((field) => field.name === key);
    if (found) return [found];
    const [near] = findNearest(
      key,
      fields.map((field) => field.name),
    );
    throw usage(
      `there is no column "${name}"`,
      near ? `Did you mean "${near}"?   See all: --columns ?` : 'See all: --columns ?',
    );
  });
}

/** Answers `--columns ?`: the columns there are, as a list of their own. */
export async function listColumns(
  ctx: Context,
  fields: readonly Pick<Field, 'name' | 'type' | 'help'>[],
): Promise<void> {
  const text = (name: string, label: string): Column => ({ name, label, type: 'text' });
  await ctx.print.list(
    { noun: 'columns', columns: [text('name', 'Column'), text('type', 'Type'), text('help', 'What it is')] },
    fields.map((field) => ({ id: null, name: field.name, type: field.type, help: field.help })),
  );
}
