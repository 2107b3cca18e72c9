import { command } from '../command.ts';
import { addMemberOptions, changeMembers } from './list-members.ts';

export default command({
  summary: 'put records into a list',
  examples: [
    'segment add fair --list && crm segment join fair 42 43',
    "segment add fair --list && crm segment join fair --where 'score > 50'",
    "segment add fair --list && crm lead list --where 'status = new' -f ids | crm segment join fair -",
  ],
  configure: (c) =>
    addMemberOptions(
      c
        .argument('<list>', 'a segment made with --list')
        .argument('[ref...]', 'records: numbers, e-mails or names; - reads them from stdin'),
    ),
  run: ({ args: [name, refs], options }, ctx) => changeMembers(ctx, 'join', name, refs, options),
});
