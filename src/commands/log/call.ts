import { forEachRecord } from '../../app/for-each-record.ts';
import type { Context } from '../../context.ts';
import { CALL_RESULTS, type CallResult, resultKey } from '../../domain/call-results.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { usage } from '../../domain/errors.ts';
import { findNearest } from '../../domain/suggest.ts';
import { type LoggedCall, logCall } from '../../store/activities/call.ts';
import { outcomes } from '../../store/calls/outcomes.ts';
import { getLeadState } from '../../store/leads.ts';
import { isPhoneLike, type Named } from '../../store/references.ts';
import { command } from '../command.ts';
import { readFuture } from '../parse-args.ts';
import { isReadable } from '../prompts.ts';
import { addLogOptions, parties, readInteraction } from './input.ts';
import { describedParties, taskText } from './interaction.ts';

const WORDS = CALL_RESULTS.map((known) => known.word);

export default command({
  summary: 'log a call: how it went, what was said, when to call again',
  description: `Logs a call and does what follows from how it went: counts the attempt, moves the lead's status, plans the callback or meeting, marks a wrong number, keeps to do-not-call. How it went is one of: ${WORDS.join(', ')}, or one of your own (crm outcome list).`,
  examples: [
    'call log 42 -o callback --next "thu 3pm" -n "ask for the CFO" -d 2m30s',
    'call log 42 -o voicemail',
    'log call contact:7 "wants a demo" -o interested --duration 4m',
  ],
  configure: (c) =>
    addLogOptions(c)
      .option('-o, --outcome <word>', `how it went: ${WORDS.slice(0, 3).join(', ')} … (see above)`)
      .option('-n, --note <text>', 'what was said')
      .option('-d, --duration <length>', 'how long it took: 90, 2m30s, 4:10')
      .option('--in', 'they called')
      .option('--phone <number>', 'the number that was called; the first good one if not given')
      .option('--override-reason <text>', 'why somebody who is not to be called was called; it is kept'),
  async run({ args: [ref, words], options }, ctx) {
    const result = await resultOf(ctx, options.outcome);
    const said = options.note === undefined ? words : [...words, options.note];
    const interaction = await readInteraction(ctx, 'call', said, options);
    const next = interaction.next ?? (await askNext(ctx, result));
    const named = await parties(ctx, ref);
    const store = await ctx.store();
    const { result: logged } = await store.change(
      async (tx) => {
        const calls: LoggedCall[] = [];
        await forEachRecord(await ctx.deps(), tx, named, async (party) => {
          const call = {
            ...interaction,
            direction: options.in ? ('in' as const) : ('out' as const),
            with: party,
            next,
            result,
            number: options.phone ?? dialledIn(ref, party),
            override: options.overrideReason?.trim() || null,
          };
          calls.push(await logCall(tx, call, ctx));
        });
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

/** A reference by phone says which number was called. */
function dialledIn(ref: string, party: Named): string | null {
  return isPhoneLike(ref) && ref.trim() !== String(party.id) ? ref : null;
}

async function resultOf(ctx: Context, word: string | undefined): Promise<CallResult> {
  const all = await outcomes((await ctx.store()).db);
  const words = all.map((known) => known.word);
  if (word === undefined) {
    if (!ctx.prompt.available)
      throw usage('how did the call go?', `Say it with -o, one of: ${words.join(', ')}`);
    return ctx.prompt.choose(
      'How did the call go?',
      all.map((known) => ({ name: known.word, value: known })),
    );
  }
  const key = resultKey(word);
  const found = all.find((known) => known.word === key);
  if (found) return found;
  const [near] = findNearest(key, words);
  throw usage(
    `unknown outcome "${word}"`,
    ...(near ? [`Did you mean "${near}"?`] : []),
    `One of: ${words.join(', ')}`,
  );
}

/** At a terminal, the time that a callback or meeting needs is asked for, until it can be read. */
async function askNext(ctx: Context, result: CallResult) {
  if (!ctx.prompt.available || !(result.callback || result.meeting)) return null;
  const answer = await ctx.prompt.text(result.callback ? 'Call back when' : 'Meet when', {
    required: true,
    validate: isReadable((text) => readFuture(ctx, text)),
  });
  return readFuture(ctx, answer);
}

/** What followed from a call, as the end of a sentence; empty for nothing. */
export function followsText({ status, nextAttempt, task }: LoggedCall): string {
  const parts = [
    status ? `${status.from} → ${status.to}` : '',
    // A callback is both: the task says it.
    task ? taskText(task) : nextAttempt ? `next ${formatDay(nextAttempt)}` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? `  (${parts.join(', ')})` : '';
}

async function remark(ctx: Context, party: Named, call: LoggedCall): Promise<void> {
  if (party.noun === 'lead') await remarkDisqualified(ctx, party.id, call);
  if (call.blocked.length > 0)
    ctx.print.note(`no longer to be called, by anybody: ${call.blocked.join(', ')}`);
  if (call.badNumber !== null && !call.noNumberLeft) ctx.print.note(`${call.badNumber} is marked as bad`);
  if (call.badNumber === null || !call.noNumberLeft) return;
  const way = party.noun === 'lead' ? `: crm lead disqualify ${party.id} --reason "no working number"` : '';
  await ctx.print.warn(
    `${call.badNumber} is marked as bad, ${party.noun} ${party.id} has no other number to try${way}`,
  );
}

/** A call alone does not bring back who was given up: the caller may not know. */
async function remarkDisqualified(ctx: Context, id: number, call: LoggedCall): Promise<void> {
  if (call.status !== null) return;
  const lead = await getLeadState((await ctx.store()).db, id);
  if (lead.kind !== 'disqualified') return;
  await ctx.print.warn(
    `lead ${id} is ${lead.status}${lead.reason === null ? '' : `: ${lead.reason}`}; take it up again: crm lead edit ${id} --status attempting`,
  );
}
