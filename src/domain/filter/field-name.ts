import type { Field } from '../field.ts';

const SUFFIXES = ['_date', '_at', '_on', 's'];

/**
 * The fields a name may mean: the field with exactly that name, else those it abbreviates (`close` for `close_date`,
 * `created` for `created_at`, `tag` for `tags`). For a day and its time (`due`), the day. Ignores case; `-` is the
 * same as `_`.
 */
export function findFields(name: string, fields: readonly Field[]): readonly Field[] {
  const shortName = normalizeName(name);
  const exact = fields.find((field) => normalizeName(field.name) === shortName);
  if (exact) return [exact];
  const longer = SUFFIXES.map((suffix) => shortName + suffix);
  const found = fields.filter((field) => longer.includes(normalizeName(field.name)));
  return found.filter((field) => !found.some((day) => day.timed === field.name));
}

function normalizeName(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}
