import { undoChange } from '../app/history/undo.ts';
import { command } from './command.ts';
import { parseChangeNumber } from './parse-args.ts';

export default command({
  summary: 'undo a change: your latest, or the one named',
  description:
    'Undoes your latest change, or the change with this number by any user, with everything it did: an import of many rows as well as an edit. Refused if a later change depends on it.',
  examples: ['undo', 'undo 3'],
  configure: (c) => c.argument('[change]', 'number of a change; see crm history'),
  async run({ args: [change] }, ctx) {
    const { undone, id, keptMails } = await undoChange(await ctx.deps(), parseChangeNumber(change));
    return {
      type: 'changed',
      sentence: `Undid change ${undone.id}: ${undone.summary || undone.command}`,
      references: [id],
      notes:
        keptMails === 0
          ? []
          : [
              `${keptMails === 1 ? '1 of its mails has' : `${keptMails} of its mails have`} left already and stay: crm mail list`,
            ],
    };
  },
});
