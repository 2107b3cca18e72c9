import { command } from '../command.ts';
import { addMemberOptions, changeMembers } from './list-members.ts';

export default command({
  summary: 'take records out of a list; they stay',
  examples: [
    "segment add fair --list --where 'score > 50' && crm segment leave fair 42",
    "segment add fair --list --where 'score > 50' && crm segment leave fair --where 'score < 60'",
  ],
  configure: (c) =>
    addMemberOptions(
      c
        .argument('<list>', 'a segment made with --list')
        .argument('[ref...]', 'records: numbers, e-mails or names; - reads them from stdin'),
    ),
  run: ({ args: [name, refs], options }, ctx) => changeMembers(ctx, 'leave', name, refs, options),
});
