import { cleanText, hasInvisible } from '../../domain/clean-text.ts';
import type { Field, Value } from '../../domain/field.ts';
import type { Phone } from '../../domain/phones/phone.ts';

/**
 * Values to write: field name to value, as in the domain. Relations are numbers (`account_id`, `owner_id`,
 * `stage_id`); fields left out stay the same; null clears a field.
 */
export type Values = Readonly<Record<string, Value>>;

/** The values with their text cleaned of invisible characters, as every way in does. */
export function cleanValues(values: Values): Values {
  let cleaned: Record<string, Value> | null = null;
  for (const name in values) {
    const value = values[name];
    const isDirty = Array.isArray(value)
      ? value.some(hasInvisible)
      : typeof value === 'string' && hasInvisible(value);
    if (!isDirty) continue;
    cleaned ??= { ...values };
    cleaned[name] = Array.isArray(value) ? value.map(cleanText) : cleanText(value as string);
  }
  return cleaned ?? values;
}

/** Reads the numbers of a text; those without a calling code are of `country`, else of the file or the user. */
export type ReadPhones = (text: string, country?: string | null) => readonly Phone[];

/** External functions that the store needs to write records. */
export interface WriteEnv {
  /** The first number of a text. Without a calling code it is one of `country`, else of the user's. */
  readPhone(text: string, country?: string | null): Promise<Phone>;
  /** All numbers of a text. */
  readPhones(text: string, country?: string | null): Promise<readonly Phone[]>;
  /** The custom fields of the noun, if the caller knows them. */
  readonly declared?: readonly Field[];
}
