import { resultKey } from '../../domain/call-results.ts';
import { refused, usage } from '../../domain/errors.ts';
import { editOutcome, outcomeNamed } from '../../store/calls/outcomes.ts';
import { command } from '../command.ts';
import { addFlags, withFlags } from './flags.ts';

export default command({
  summary: 'change what follows from an outcome, or its word while no call has it',
  examples: [
    'outcome edit interested --status qualified',
    'outcome edit not-interested --status disqualified',
  ],
  configure: (c) =>
    addFlags(c.argument('<word>', 'the outcome').option('--word <word>', 'another word for it')),
  async run({ args: [text], options }, ctx) {
    if (Object.keys(options).length === 0)
      throw usage('nothing to change is named', 'Options: crm outcome edit --help');
    const store = await ctx.store();
    const outcome = await outcomeNamed(store.db, text);
    if (outcome.builtIn && options.word !== undefined)
      throw refused(`"${outcome.word}" is built in and keeps its word`);
    if (outcome.disposition !== 'answered')
      throw refused(
        `nothing follows from "${outcome.word}" but what happened on the line`,
        'When it is tried again the cadence says: crm cadence list',
      );
    const result = withFlags({ ...outcome, word: resultKey(options.word ?? outcome.word) }, options);
    const { id } = await store.change(
      (tx) => editOutcome(tx, outcome, result),
      `changed the outcome ${outcome.word}`,
    );
    if (id === null) ctx.print.note('nothing was different');
    ctx.print.made(id === null ? '' : `Changed the outcome ${result.word}`, [result.word]);
  },
});
