import type { Context } from '../../context.ts';
import { CALL_RESULTS, type CallResult, callResult } from '../../domain/call-results.ts';
import { spoken } from '../../domain/dates/spoken.ts';
import { usage } from '../../domain/errors.ts';
import { nearest } from '../../domain/suggest.ts';
import { type LoggedCall, logCall } from '../../store/activities/call.ts';
import type { Named } from '../../store/references.ts';
import { command } from '../command.ts';
import { readable } from '../record/readable.ts';
import { readFuture } from '../record/when.ts';
import { addLogOptions, parties, readInteraction } from './input.ts';
import { describedParties, taskText } from './interaction.ts';

const WORDS = CALL_RESULTS.map((known) => known.word);

export default command({
  summary: 'log a call: how it went, what was said, when to call again',
  description: `Logs a call and does what follows from how it went: counts the attempt, moves the lead's status, plans the callback or meeting, marks a wrong number, keeps to do-not-call. How it went is one of: ${WORDS.join(', ')}.`,
  examples: [
    'log call 42 "asked for prices" -o callback --next "tue 3pm"',
    'log call 42 -o voicemail',
    'log call contact:7 "wants a demo" -o interested --duration 4m',
  ],
  configure: (c) =>
    addLogOptions(c)
      .option('-o, --outcome <word>', `how it went: ${WORDS.slice(0, 3).join(', ')} … (see above)`)
      .option('-d, --duration <length>', 'how long it took: 90, 2m30s, 4:10')
      .option('--in', 'they called')
      .option('--phone <number>', 'the number that was called; the first good one if not given')
      .option('--override-reason <text>', 'why somebody who is not to be called was called; it is kept'),
  async run({ args: [ref, words], options }, ctx) {
    const result = await resultOf(ctx, options.outcome);
    const interaction = await readInteraction(ctx, 'call', words, options);
    const next = interaction.next ?? (await askNext(ctx, result));
    const named = await parties(ctx, ref);
    const store = await ctx.store();
    const { result: logged } = await store.change(
      async (tx) => {
        const calls: LoggedCall[] = [];
        for (const party of named) {
          const call = {
            ...interaction,
            direction: options.in ? ('in' as const) : ('out' as const),
            with: party,
            next,
            result,
            number: options.phone ?? null,
            override: options.overrideReason?.trim() || null,
          };
          calls.push(await logCall(tx, call, ctx));
        }
        return calls;
      },
      () => `logged a call with ${describedParties(named)}: ${result.word}`,
    );
    const [only] = logged;
    const follows = only && named.length === 1 ? followsText(only) : '';
    ctx.print.made(
      `Logged a call with ${describedParties(named)}: ${result.word}${follows}`,
      logged.map(({ activityId }) => activityId),
    );
    for (const [at, call] of logged.entries()) await remark(ctx, named[at] as Named, call);
  },
});

async function resultOf(ctx: Context, word: string | undefined): Promise<CallResult> {
  if (word === undefined) {
    if (!ctx.prompt.available)
      throw usage('how did the call go?', `Say it with -o, one of: ${WORDS.join(', ')}`);
    return ctx.prompt.choose(
      'How did the call go?',
      CALL_RESULTS.map((known) => ({ name: known.word, value: known })),
    );
  }
  const found = callResult(word);
  if (found) return found;
  const [near] = nearest(word, WORDS);
  throw usage(
    `unknown outcome "${word}"`,
    ...(near ? [`Did you mean "${near}"?`] : []),
    `One of: ${WORDS.join(', ')}`,
  );
}

/** At a terminal, the time that a callback or meeting needs is asked for, until it can be read. */
async function askNext(ctx: Context, result: CallResult) {
  if (!ctx.prompt.available || !(result.callback || result.meeting)) return null;
  const answer = await ctx.prompt.text(result.callback ? 'Call back when' : 'Meet when', {
    required: true,
    validate: readable((text) => readFuture(ctx, text)),
  });
  return readFuture(ctx, answer);
}

function followsText({ status, nextAttempt, task }: LoggedCall): string {
  const parts = [
    status ? `${status.from} → ${status.to}` : '',
    // A callback is both: the task says it.
    task ? taskText(task) : nextAttempt ? `next ${spoken(nextAttempt)}` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? `  (${parts.join(', ')})` : '';
}

async function remark(ctx: Context, party: Named, call: LoggedCall): Promise<void> {
  if (call.blocked.length > 0)
    ctx.print.note(`no longer to be called, by anybody: ${call.blocked.join(', ')}`);
  if (call.badNumber !== null && !call.noNumberLeft) ctx.print.note(`${call.badNumber} is marked as bad`);
  if (call.badNumber === null || !call.noNumberLeft) return;
  const way = party.noun === 'lead' ? `: crm lead disqualify ${party.id} --reason "no working number"` : '';
  await ctx.print.warn(
    `${call.badNumber} is marked as bad, ${party.noun} ${party.id} has no other number to try${way}`,
  );
}
