import { addSequence } from '../../app/sequences/sequences.ts';
import { shellQuote } from '../../domain/split-line.ts';
import { command } from '../command.ts';
import { readSequenceText, sequenceTextFrom, WITH_SEQUENCE } from './options.ts';

export default command({
  summary: 'add a sequence: mails, calls and tasks that follow each other',
  description:
    'Reads a step a line, from -m, stdin or your editor: `- day 0 email intro`, `- +2d call "Did you see my mail?"`, ' +
    '`- +3d email bump reply-in-thread`, `- +5d task "Look them up" priority high`. Delays are working days where the person ' +
    'is, without their weekends and holidays; `window 9-11 their time, mon-thu` says in which of their hours a step is done ' +
    '(9 to 17 unless given; on a line of its own for all steps). `email intro|intro-b 70/30` gives each person one of both, ' +
    'always the same. A call or task waits until it is done; `skip after 3d` goes on without. A run ends early on a reply, a ' +
    'meeting, an answered call, a status that is not open and a new deal, unless `stop on reply, meeting` names fewer; an ' +
    'unsubscription and a mail that came back always end it. `status in (won, lost)` names statuses. Nobody is contacted on ' +
    'a day on which somebody else has called or written, unless the sequence says `same day allowed`; `one per account` ' +
    'keeps colleagues out. --from copies another sequence, or reads a file.',
  examples: [
    WITH_SEQUENCE,
    `${WITH_SEQUENCE} && crm sequence add spring --from fair`,
    `sequence add visits -m '- day 0 call "May we come by?"\n- +2d task "Send the plan" priority high'`,
  ],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<name>', 'name of the sequence')
      .option('-m, --message <text>', 'its steps; default: stdin, or your editor')
      .option('--from <source>', 'the steps of another sequence, or of a file'),
  async run({ args: [name], options: { message, from } }, ctx) {
    const text =
      from === undefined ? await readSequenceText(ctx, message) : await sequenceTextFrom(ctx, from, message);
    const { steps } = await addSequence(await ctx.deps(), name, text);
    const count = steps.length === 1 ? '1 step' : `${steps.length} steps`;
    return {
      type: 'changed',
      sentence: `Added the sequence ${name.trim()} with ${count}   Try it: crm sequence preview ${shellQuote(name.trim())} <record>`,
      references: [name.trim()],
    };
  },
});
