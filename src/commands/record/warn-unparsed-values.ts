import type { Context } from '../../context.ts';
import { zoneOffset } from '../../domain/dates/offsets.ts';
import type { Values } from '../../store/write/values.ts';

/** Says what was kept as it was typed although it means nothing: such a number is never dialled, such a zone never asked. */
export async function warnUnparsedValues(ctx: Context, values: Values): Promise<void> {
  const others = Array.isArray(values.other_phones) ? (values.other_phones as string[]) : [];
  for (const phone of [values.phone, ...others]) {
    if (typeof phone !== 'string' || (await ctx.readPhone(phone)).e164 !== null) continue;
    ctx.print.note(`"${phone}" is kept as typed: it cannot be read as a phone number`);
  }
  const { timezone } = values;
  if (typeof timezone === 'string' && zoneOffset(timezone) === null)
    ctx.print.note(`"${timezone}" is kept as typed: there is no such time zone; one is called Europe/London`);
}
