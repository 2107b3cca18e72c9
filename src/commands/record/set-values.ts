import { fieldsOf } from '../../app/records/fields.ts';
import type { Context } from '../../context.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { fieldsUsed, type InputValues, readInputValues } from './input.ts';

/** Reads the values of `--set` alone, for a command that reads its other options itself. */
export async function readSetValues(
  ctx: Context,
  spec: NounDefinition,
  set: readonly string[] | undefined,
): Promise<InputValues> {
  if (set === undefined) return {};
  const { store } = await ctx.deps();
  return readInputValues(ctx, spec, await fieldsOf(store, spec, fieldsUsed({ set })), { set });
}
