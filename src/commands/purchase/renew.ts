import { renewPurchases } from '../../app/purchases/renew.ts';
import { recordText } from '../../domain/record-ref.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';

export default command({
  summary: 'make a deal that renews a purchase before it ends',
  description:
    'Adds a deal of the type renewal with a line of the same product, quantity and price, for a term as long as the last one; it ' +
    'is to close by the day of notice, else by the end. A purchase gets one such deal, however often this is run. Won, the deal makes ' +
    'the next purchase.',
  examples: [
    'purchase edit 3 --end +90d && crm purchase renew 3',
    "purchase list --ending 120d --where 'renewal is empty' -f ids | crm purchase renew -",
  ],
  configure: (c) => c.argument('<ref...>', 'numbers of purchases; - reads them from stdin'),
  async run({ args: [refs] }, ctx) {
    const purchases = await resolveRecords(ctx, 'purchase', refs);
    const renewals = await renewPurchases(await ctx.deps(), purchases);
    const [only, ...others] = renewals.filter(({ isNew }) => isNew);
    const made = others.length === 0 ? only && recordText(only.opp) : `${others.length + 1} deals`;
    return {
      type: 'changed',
      sentence: made === undefined ? '' : `Added ${made}`,
      references: renewals.map(({ opp }) => opp.id),
      notes: renewals
        .filter(({ isNew }) => !isNew)
        .map(({ purchase, opp }) => `${recordText(purchase)} has ${recordText(opp)} already`),
    };
  },
});
