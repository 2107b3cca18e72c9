import type { NounDefinition } from '../../nouns/definition.ts';
import { flagOf, keyOf } from './input.ts';

/** Whether options set a time that is agreed with somebody. */
export function agreesOnTime(
  { fields }: NounDefinition,
  options: Readonly<Record<string, unknown>>,
): boolean {
  return fields.some((field) => {
    const text = field.agreed === true ? options[keyOf(flagOf(field))] : undefined;
    return typeof text === 'string' && text.trim() !== '';
  });
}
