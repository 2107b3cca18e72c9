import type { Field, Noun } from '../../domain/field.ts';
import { declareField } from '../fields.ts';
import type { Tx } from '../tx.ts';

/**
 * Declares a text field for each unmatched header, and returns them by header. A field declared for the same header
 * before is reused.
 */
export async function declareFields(
  tx: Tx,
  noun: Noun,
  headers: readonly string[],
  fields: readonly Field[],
): Promise<Map<string, Field>> {
  const declared = new Map<string, Field>();
  const existingNames = new Set(fields.map(({ name }) => name));
  for (const header of new Set(headers)) {
    const label = header.trim();
    const known = fields.find((field) => field.custom && field.label === label);
    if (known) {
      declared.set(header, known);
      continue;
    }
    const name = freeName(label, existingNames);
    existingNames.add(name);
    await declareField(tx, noun, { name, label, type: 'text', choices: null });
    declared.set(header, {
      name,
      label,
      type: 'text',
      access: 'edit',
      help: 'a custom field',
      custom: true,
    });
  }
  return declared;
}

/** The field name for a header: `Year established` is `year_established`. */
function freeName(label: string, existingNames: ReadonlySet<string>): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const plain = words?.join('_') ?? '';
  const name = /^[a-z]/.test(plain) ? plain : `field_${plain}`.replace(/_$/, '');
  for (let number = 2, free = name; ; number++) {
    if (!existingNames.has(free)) return free;
    free = `${name}_${number}`;
  }
}
