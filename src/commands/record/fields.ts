import { usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { findNearest } from '../../domain/suggest.ts';
import type { Answer } from '../../render/answer.ts';
import type { Column } from '../../render/column.ts';

/** A field as a column of a list. */
export function toColumn(field: Field): Column {
  const { name, label, type, element } = field;
  return element === undefined ? { name, label, type } : { name, label, type, element };
}

/**
 * The fields that names such as those of `--columns` mean, else headings of columns; `all` is every field. Throws `usage` with
 * the nearest.
 */
export function pickFields<F extends Pick<Field, 'name' | 'label'>>(
  names: readonly string[],
  fields: readonly F[],
): F[] {
  const named = names.filter((name) => name !== '');
  if (named.length === 0) throw usage('no column is named', 'See all: --columns ?');
  return named.flatMap((name) => {
    if (name === 'all' || name === '*') return [...fields];
    const key = keyOf(name);
    const found =
      fields.find((field) => field.name === key) ?? fields.find(({ label }) => keyOf(label) === key);
    if (found) return [found];
    const [near] = findNearest(
      key,
      fields.map((field) => field.name),
    );
    throw usage(
      `unknown column "${name}"`,
      near ? `Did you mean "${near}"?   See all: --columns ?` : 'See all: --columns ?',
    );
  });
}

const keyOf = (name: string): string => name.toLowerCase().replace(/[- ]/g, '_');

/** The answer to `--columns ?`: a list of the columns. */
export function columnList(fields: readonly Pick<Field, 'name' | 'type' | 'help'>[]): Answer {
  const text = (name: string, label: string): Column => ({ name, label, type: 'text' });
  return {
    type: 'list',
    view: {
      noun: 'columns',
      columns: [text('name', 'Column'), text('type', 'Type'), text('help', 'Meaning')],
    },
    rows: fields.map((field) => ({ id: null, name: field.name, type: field.type, help: field.help })),
  };
}
