import type { Field } from '../field.ts';

const SUFFIXES = ['_date', '_at', '_on', 's'];

/**
 * The fields a name may stand for: the one of that very name, else those it shortens (`close` for `close_date`,
 * `created` for `created_at`, `tag` for `tags`); of a day and its time (`due`) the day. Case is ignored and `-` is as good as `_`.
 */
export function fieldsNamed(name: string, fields: readonly Field[]): readonly Field[] {
  const wanted = normal(name);
  const exact = fields.find((field) => normal(field.name) === wanted);
  if (exact) return [exact];
  const longer = SUFFIXES.map((suffix) => wanted + suffix);
  const found = fields.filter((field) => longer.includes(normal(field.name)));
  return found.filter((field) => !found.some((day) => day.timed === field.name));
}

function normal(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}
