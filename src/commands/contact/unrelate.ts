import { unrelateContacts } from '../../app/contacts/relations.ts';
import { recordText } from '../../domain/record-ref.ts';
import { command } from '../command.ts';
import { resolveRecord } from '../record/references.ts';

export default command({
  summary: 'remove what two contacts are to each other',
  examples: ['contact relate 7 9 --as mentor && crm contact unrelate 7 9'],
  configure: (c) =>
    c
      .argument('<ref>', 'the contact: number, e-mail, phone or name')
      .argument('<other>', 'another contact')
      .option('--as <relation>', 'only this relation'),
  async run({ args: [ref, otherRef], options: { as } }, ctx) {
    const contact = await resolveRecord(ctx, 'contact', ref);
    const other = await resolveRecord(ctx, 'contact', otherRef);
    const removed = await unrelateContacts(await ctx.deps(), { contact, other, as });
    return {
      type: 'changed',
      sentence: removed === 0 ? '' : `${recordText(contact)} and ${recordText(other)} are no longer related`,
      references: [contact.id],
      notes: removed === 0 ? ['nothing changed'] : [],
    };
  },
});
