import type { Context } from '../../context.ts';
import { isCrmError } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { pickFields } from './fields.ts';
import { type Given, readField, valueReader } from './input.ts';

/** Asks a person at the terminal for fields, one by one; an answer that cannot be read is asked for again. */
export async function askFor(
  ctx: Context,
  fields: readonly Field[],
  names: readonly string[],
): Promise<Given> {
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
      validate: (text) =>
        readField(ctx, reader, field, text).then(
          () => true as const,
          (error: unknown) => {
            if (isCrmError(error)) return error.message;
            throw error;
          },
        ),
    });
    if (answer.trim() !== '') Object.assign(given, await readField(ctx, reader, field, answer));
  }
  return given;
}
