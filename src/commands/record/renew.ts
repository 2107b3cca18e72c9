import { renewRecords } from '../../app/purchases/renew-records.ts';
import type { Noun } from '../../domain/field.ts';
import { recordText } from '../../domain/record-ref.ts';
import { type AnyCommand, command } from '../command.ts';
import { resolveRecords } from './references.ts';

/** `crm purchase renew`, `crm contract renew`. */
export function renewCommand(noun: Noun, example: string): AnyCommand {
  return command({
    summary: `make a deal that renews a ${noun} before it ends`,
    description:
      'Adds a deal of the type renewal with a line of the same product, quantity and price, for a term as long as the last one; it ' +
      `is to close by the day of notice, else by the end. A ${noun} gets one such deal, however often this is run. Won, the deal makes ` +
      'the next purchase.',
    examples: [example, `${noun} list --ending 120d --where 'renewal is empty' -f ids | crm ${noun} renew -`],
    configure: (c) => c.argument('<ref...>', `numbers of ${noun}s; - reads them from stdin`),
    async run({ args: [refs] }, ctx) {
      const records = await resolveRecords(ctx, noun, refs);
      const renewals = await renewRecords(await ctx.deps(), records);
      const [only, ...others] = renewals.filter(({ isNew }) => isNew);
      const made = others.length === 0 ? only && recordText(only.opp) : `${others.length + 1} deals`;
      return {
        type: 'changed',
        sentence: made === undefined ? '' : `Added ${made}`,
        references: renewals.map(({ opp }) => opp.id),
        notes: renewals
          .filter(({ isNew }) => !isNew)
          .map(({ renewed, opp }) => `${recordText(renewed)} has ${recordText(opp)} already`),
      };
    },
  });
}
