import { choosePeople, listUnmatched, makePeople } from '../../app/mail/unmatched.ts';
import { oneOf } from '../../domain/one-of.ts';
import { refText } from '../../domain/record-ref.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { ownAddresses } from './filed.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'address', label: 'Address', type: 'email', help: 'the address' },
  { name: 'name', label: 'Name', type: 'text', help: 'the name that stands beside it' },
  { name: 'mails', label: 'Mails', type: 'integer', help: 'how many mails it is in' },
  { name: 'at', label: 'Last', type: 'datetime', help: 'when the last one was written' },
  { name: 'subject', label: 'Subject', type: 'text', help: 'the subject of the last one' },
  { name: 'about', label: 'About', type: 'text', help: 'the record that it is about' },
];

export default command({
  summary: 'list people in mails that are neither leads nor contacts, or add them',
  description:
    'Lists who wrote from the domain of an account, in a known thread, or got a copy of a mail with somebody known. --make ' +
    'adds them as leads, or as contacts of the account with their domain; the mails that they wrote go to their timelines.',
  examples: ['mail unmatched', 'mail unmatched --make contact'],
  lists: true,
  configure: (c) =>
    c
      .argument('[address...]', 'only these; default: all')
      .option('--make <noun>', 'add them: lead or contact'),
  async run({ args: [addresses], options }, ctx) {
    const deps = await ctx.deps();
    const people = choosePeople(await listUnmatched(deps, ownAddresses(ctx)), addresses);
    if (options.make === undefined) {
      const rows = people.map(({ address, name, mails, at, subject, about }) => ({
        id: address,
        address,
        name: name || null,
        mails,
        at,
        subject,
        about,
      }));
      return listAnswer(
        ctx,
        { noun: 'addresses', columns: COLUMNS, empty: 'everybody in the mails is known' },
        rows,
      );
    }
    const noun = oneOf('--make makes leads or contacts, not', options.make, (await ctx.nouns()).people);
    if (people.length === 0) return { type: 'none', notes: ['everybody in the mails is known'] };
    const made = await makePeople(deps, noun, people);
    const [only] = made;
    return {
      type: 'changed',
      sentence:
        made.length === 1 ? `Added ${noun} ${only?.id}  ${only?.title}` : `Added ${made.length} ${noun}s`,
      references: made.map(refText),
    };
  },
});
