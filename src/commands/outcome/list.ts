import { outcomes } from '../../store/calls/outcomes.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';

const flag = (name: string, label: string, help: string): ListColumn => ({ name, label, type: 'bool', help });

const COLUMNS: readonly ListColumn[] = [
  { name: 'word', label: 'Word', type: 'text', help: 'what -o calls it' },
  { name: 'disposition', label: 'Disposition', type: 'text', help: 'what happened on the line' },
  { name: 'status', label: 'Status', type: 'text', help: 'the status it leads to' },
  flag('positive', 'Positive', 'speaks for a sale'),
  flag('meeting', 'Meeting', 'a meeting was agreed'),
  flag('callback', 'Callback', 'they want to be called again'),
  flag('stops', 'Stops', 'no further tries'),
  flag('do_not_call', 'Do not call', 'puts their numbers on the do-not-call list'),
  flag('bad_number', 'Bad number', 'the number is not theirs or does not work'),
  flag('built_in', 'Built in', 'every database knows it'),
];

export default command({
  summary: 'list the words for how a call went, and what follows from each',
  examples: ['outcome list', 'outcome list --json'],
  configure: (c) => c,
  async run(_, ctx) {
    const all = await outcomes((await ctx.store()).db);
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
