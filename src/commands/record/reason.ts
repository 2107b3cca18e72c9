import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';

/** The reason given on the command line or, at a terminal, in answer to the question. Throws `usage` for none. */
export async function askReason(
  ctx: Context,
  given: string | undefined,
  missing: { readonly message: string; readonly command: string },
): Promise<string> {
  const asked = given === undefined && ctx.prompt.available;
  const reason = (asked ? await ctx.prompt.text('Why?', { required: true }) : (given ?? '')).trim();
  if (reason === '') throw usage(missing.message, `Say it: crm ${missing.command} <ref> --reason "…"`);
  return reason;
}
