import { usage } from '../domain/errors.ts';
import type { Field } from '../domain/field.ts';
import { findNearest } from '../domain/suggest.ts';

/**
 * The common form of all spellings of a header: without byte order mark, case, spaces, hyphens, dashes, underscores
 * and trailing `*` (the mark of a required column). `E-mail 1*` and `email_1` are the same.
 */
export function headerKey(header: string): string {
  return header
    .replace(/[\s\uFEFF*]+$/, '')
    .replace(/[\s\uFEFF_\-\u2010-\u2015]+/g, '')
    .toLowerCase();
}

/** The field that an option names by name, label or synonym. Throws a usage error with the nearest. */
export function findField(text: string, fields: readonly Field[], option: string): Field {
  const key = headerKey(text);
  const field =
    fields.find(({ name }) => name === text.trim()) ??
    fields.find(({ name }) => headerKey(name) === key) ??
    fields.find(({ label }) => headerKey(label) === key) ??
    fields.find(({ synonyms }) => synonyms?.some((synonym) => headerKey(synonym) === key));
  if (field) return field;
  const near = findNearest(
    text,
    fields.map(({ name }) => name),
  );
  throw usage(
    `unknown field "${text}" in ${option}`,
    near.length > 0
      ? `Did you mean ${near.join(', ')}?`
      : `Fields are ${fields.map(({ name }) => name).join(', ')}`,
  );
}
