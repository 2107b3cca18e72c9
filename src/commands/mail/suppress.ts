import { allowAddress, listSuppressed, suppressAddress } from '../../app/mail/mails.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'address', label: 'Address', type: 'email', help: 'the address' },
  { name: 'reason', label: 'Reason', type: 'text', help: 'why nobody writes to it' },
  { name: 'created_at', label: 'Since', type: 'datetime', help: 'since when' },
];

const USUAL_REASON = 'unsubscribed';

export default command({
  summary: 'have nobody write to an address, or list those addresses',
  description:
    'No mail goes to such an address, whose it is; what is queued for it fails. For a person there is the field ' +
    'do_not_email. Without an address it lists all.',
  examples: ['mail suppress ann@example.com --reason "asked by phone"', 'mail suppress'],
  lists: true,
  configure: (c) =>
    c
      .argument('[address]', 'the address')
      .option('--reason <text>', `why; default: ${USUAL_REASON}`)
      .option('--remove', 'let people write to it again'),
  async run({ args: [address], options }, ctx) {
    const deps = await ctx.deps();
    if (address === undefined) {
      const all = await listSuppressed(deps);
      const rows = all.map((each) => ({
        id: each.address,
        address: each.address,
        reason: each.reason,
        created_at: each.createdAt,
      }));
      return listAnswer(
        ctx,
        { noun: 'addresses', columns: COLUMNS, empty: 'everybody may be written to' },
        rows,
      );
    }
    if (options.remove) {
      const key = await allowAddress(deps, address);
      return { type: 'changed', sentence: `People may write to ${key} again`, references: [key] };
    }
    const key = await suppressAddress(deps, address, options.reason?.trim() || USUAL_REASON);
    return { type: 'changed', sentence: `Nobody writes to ${key} any longer`, references: [key] };
  },
});
