import type { Context } from '../../context.ts';
import type { Field, NounSpec } from '../../domain/field.ts';
import { linked } from '../../store/link.ts';
import { pickFields } from './fields.ts';
import { type Given, readField, valueReader } from './input.ts';
import { readable } from './readable.ts';

/** Asks a person at the terminal for fields, one by one; an answer that cannot be read is asked for again. */
export async function askFor(
  ctx: Context,
  spec: NounSpec,
  fields: readonly Field[],
  names: readonly string[],
): Promise<Given> {
  const store = await ctx.store();
  const reader = await valueReader(ctx, fields);
  const given: Given = {};
  for (const [at, field] of pickFields(names, fields).entries()) {
    const required = at === 0;
    if (field.choices) {
      const none = { name: '(none)', value: null };
      const choices = field.choices.map((choice) => ({ name: choice, value: choice }));
      const chosen = await ctx.prompt.choose<string | null>(
        field.label,
        required ? choices : [none, ...choices],
      );
      if (chosen !== null) given[field.name] = chosen;
      continue;
    }
    const answer = await ctx.prompt.text(required ? field.label : `${field.label} (optional)`, {
      required,
      // Relations too: a name that fits nothing is asked for again.
      validate: readable(async (text) => linked(store, spec, await readField(ctx, reader, field, text), ctx)),
    });
    if (answer.trim() !== '') Object.assign(given, await readField(ctx, reader, field, answer));
  }
  return given;
}
