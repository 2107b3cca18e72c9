import type { Field } from '../../domain/field.ts';

/** A field of free text that anybody may set. */
export const text = (name: string, label: string, help: string, synonyms: readonly string[] = []): Field => ({
  name,
  type: 'text',
  label,
  access: 'edit',
  help,
  synonyms,
});
