import type { Field } from '../../domain/field.ts';

/** A free-text field that anybody may set. */
export const text = (name: string, label: string, help: string, synonyms: readonly string[] = []): Field => ({
  name,
  type: 'text',
  label,
  access: 'edit',
  help,
  synonyms,
});
