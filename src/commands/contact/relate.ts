import { relateContacts } from '../../app/contacts/relations.ts';
import { recordText } from '../../domain/record-ref.ts';
import { command } from '../command.ts';
import { resolveRecord } from '../record/references.ts';

export default command({
  summary: 'say what one contact is to another',
  description:
    'The second contact is what --as says to the first: its manager, assistant, spouse … `crm contact show` has it on both pages. A manager is in the field reports_to.',
  examples: ['contact relate 7 9 --as manager', 'contact relate 7 10 --as assistant'],
  configure: (c) =>
    c
      .argument('<ref>', 'the contact: number, e-mail, phone or name')
      .argument('<other>', 'another contact')
      .requiredOption('--as <relation>', 'what the other contact is to this one: crm picklist show relation'),
  async run({ args: [ref, otherRef], options: { as } }, ctx) {
    const contact = await resolveRecord(ctx, 'contact', ref);
    const other = await resolveRecord(ctx, 'contact', otherRef);
    const isNew = await relateContacts(await ctx.deps(), { contact, other, as });
    return {
      type: 'changed',
      sentence: isNew ? `${recordText(other)} is the ${as} of ${recordText(contact)}` : '',
      references: [contact.id],
      notes: isNew ? [] : ['nothing changed'],
    };
  },
});
