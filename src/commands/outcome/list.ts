import { listOutcomes } from '../../app/team/outcomes.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';

const flag = (name: string, label: string, help: string): ListColumn => ({ name, label, type: 'bool', help });

const COLUMNS: readonly ListColumn[] = [
  { name: 'word', label: 'Word', type: 'text', help: 'word for -o' },
  { name: 'disposition', label: 'Disposition', type: 'text', help: 'what happened on the line' },
  { name: 'status', label: 'Status', type: 'text', help: 'status that it leads to' },
  flag('positive', 'Positive', 'the lead is interested'),
  flag('meeting', 'Meeting', 'a meeting was agreed'),
  flag('callback', 'Callback', 'a callback was agreed'),
  flag('stops', 'Stops', 'no further attempts'),
  flag('do_not_call', 'Do not call', 'adds the numbers to the do-not-call list'),
  flag('bad_number', 'Bad number', 'wrong or dead number'),
  flag('built_in', 'Built in', 'part of every database'),
];

export default command({
  summary: 'list the results of calls and their effects',
  examples: ['outcome list', 'outcome list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const all = await listOutcomes(await ctx.deps());
    return listAnswer(
      ctx,
      { noun: 'outcomes', columns: COLUMNS },
      all.map(({ word, disposition, status, positive, meeting, callback, stops, ...rest }) => ({
        id: word,
        ...{ word, disposition, status, positive, meeting, callback, stops },
        do_not_call: rest.doNotCall,
        bad_number: rest.badNumber,
        built_in: rest.builtIn,
      })),
    );
  },
});
