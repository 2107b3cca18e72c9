import { checkRelations } from '../../app/records/find.ts';
import type { Context } from '../../context.ts';
import type { Field } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { isReadable } from '../prompts.ts';
import { pickFields } from './fields.ts';
import { type InputValues, readField, valueReader } from './input.ts';

/** Asks at the terminal for fields, one by one; asks again after an invalid answer. */
export async function askFor(
  ctx: Context,
  spec: NounDefinition,
  fields: readonly Field[],
  names: readonly string[],
): Promise<InputValues> {
  const deps = await ctx.deps();
  const reader = await valueReader(ctx, fields);
  const given: InputValues = {};
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
      // Checks relations too, so that an unknown name is asked for again.
      validate: isReadable(async (text) =>
        checkRelations(deps, spec, await readField(ctx, reader, field, text)),
      ),
    });
    if (answer.trim() !== '') Object.assign(given, await readField(ctx, reader, field, answer));
  }
  return given;
}
