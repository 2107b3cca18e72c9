import {
  describeParties,
  type LoggedCallResult,
  logCalls,
  readCallResult,
} from '../../app/activities/log.ts';
import type { Deps } from '../../app/deps.ts';
import { listOutcomes } from '../../app/team/outcomes.ts';
import type { TheirTime } from '../../app/their-time.ts';
import type { Context } from '../../context.ts';
import { CALL_RESULTS, type CallResult } from '../../domain/call-results.ts';
import { beginsWithTime, readAfter, readLeadingResult } from '../../domain/calling/note-line.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import type { Moment } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import { isPhoneLike } from '../../domain/phone-like.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import type { LoggedCall } from '../../store/activities/call.ts';
import { command } from '../command.ts';
import { readFuture } from '../parse-args.ts';
import { isReadable } from '../prompts.ts';
import { readingFor, timeWhenAsked, warnOf } from '../their-time.ts';
import { addLogOptions, parties, readInteraction } from './input.ts';
import { taskText } from './interaction.ts';

const WORDS = CALL_RESULTS.map((known) => known.word);

export default command({
  summary: 'log a call: result, note, next call',
  description: `Logs a call with its effects: counts the attempt, updates the lead's status, plans the callback or meeting, marks a wrong number, follows do-not-call. The result is one of: ${WORDS.join(', ')}, or an outcome of your own (crm outcome list). Without -o the text may begin with it, or with its short form, and with a time: "cb thu 3pm wants pricing", "vm fri 10". \`crm vm\`, \`crm cb thu 3pm …\` and the other short forms log a call with the lead taken with \`crm call\`.`,
  examples: [
    'call log 42 -o callback --next "thu 3pm" -n "ask for the CFO" -d 2m30s',
    'call log 42 vm',
    'call log 42 "cb thu 3pm wants pricing"',
    'log call contact:7 "wants a demo" -o interested --duration 4m',
  ],
  configure: (c) =>
    addLogOptions(c)
      .option(
        '-o, --outcome <word>',
        `result: ${WORDS.slice(0, 3).join(', ')} … (see above); all text is then a note`,
      )
      .option('-n, --note <text>', 'what was said')
      .option('-d, --duration <length>', 'length: 90, 2m30s, 4:10')
      .option('--in', 'an inbound call')
      .option('--phone <number>', 'the number called; default: the first working one')
      .option(
        '--override-reason <text>',
        'the reason for calling somebody on the do-not-call list; it is stored',
      ),
  async run({ args: [ref, words], options }, ctx) {
    const deps = await ctx.deps();
    const named = await parties(ctx, ref);
    const theirs = timeWhenAsked(ctx, named);
    const { result, next: typed, note } = await readLine(ctx, deps, words, options, theirs);
    const said = options.note === undefined ? note : [...note, options.note];
    const interaction = await readInteraction(
      options.next === undefined ? ctx : readingFor(ctx, await theirs()),
      'call',
      said,
      options,
    );
    const next = interaction.next ?? typed ?? (await askNext(ctx, result, theirs));
    if (next) await warnOf(ctx, await theirs(), next);
    const logged = await logCalls(deps, {
      ...interaction,
      direction: options.in ? 'in' : 'out',
      next,
      result,
      parties: named.map((party) => ({ ...party, number: options.phone ?? dialledIn(ref, party) })),
      override: options.overrideReason?.trim() || null,
    });
    const [only] = logged;
    const follows = only && logged.length === 1 ? await followsOf(only, theirs) : '';
    return {
      type: 'changed',
      sentence: `Logged a call with ${describeParties(named)}: ${result.word}${follows}`,
      references: logged.map(({ activityId }) => activityId),
      notes: logged.flatMap(remarks),
      warnings: logged.flatMap(warnings),
    };
  },
});

/** The number called, if the reference is a phone number. */
function dialledIn(ref: string, party: NamedRecord): string | null {
  return isPhoneLike(ref) && ref.trim() !== String(party.id) ? ref : null;
}

/** What the words after the reference say: all of it is a note when the outcome is an option. */
async function readLine(
  ctx: Context,
  deps: Deps,
  words: readonly string[],
  options: { readonly outcome?: string; readonly next?: string },
  theirs: () => Promise<TheirTime>,
): Promise<{ readonly result: CallResult; readonly next: Moment | null; readonly note: readonly string[] }> {
  const line = words.join(' ').trim().split(/\s+/);
  const found = options.outcome === undefined ? readLeadingResult(line, await listOutcomes(deps)) : null;
  if (!found) return { result: await outcomeOf(ctx, deps, options.outcome), next: null, note: words };
  const { result, rest } = found;
  const isAsked = ctx.prompt.available && rest.length === 0;
  if (options.next !== undefined || isAsked) return { result, next: null, note: rest };
  const asksForTime = result.callback || result.meeting || result.positive;
  const text = rest.join(' ');
  const now = ctx.clock.now();
  const hasTime = asksForTime || (text !== '' && beginsWithTime(text, now, ctx.timeSettings));
  const settings = hasTime ? (await theirs()).settings : ctx.timeSettings;
  const { next, note } = readAfter(result, text, now, settings);
  if (hasTime && !asksForTime && !next && !result.stops)
    ctx.print.note(`"${note}" is only a note; to call again then, give the time with --next`);
  return { result, next, note: [note] };
}

/** The outcome given or, at a terminal, chosen. */
async function outcomeOf({ prompt }: Context, deps: Deps, word: string | undefined): Promise<CallResult> {
  if (word !== undefined) return readCallResult(deps, word);
  const all = await listOutcomes(deps);
  if (!prompt.available)
    throw usage(
      'what was the result of the call?',
      `Give it with -o, one of: ${all.map((each) => each.word).join(', ')}`,
    );
  return prompt.choose(
    'What was the result of the call?',
    all.map((known) => ({ name: known.word, value: known })),
  );
}

/** Asks at a terminal for the time of a callback or meeting, until it is valid. */
async function askNext(ctx: Context, result: CallResult, theirs: () => Promise<TheirTime>) {
  if (!ctx.prompt.available || !(result.callback || result.meeting)) return null;
  const reading = readingFor(ctx, await theirs());
  const answer = await ctx.prompt.text(result.callback ? 'Call back when?' : 'Meet when?', {
    required: true,
    validate: isReadable((text) => readFuture(reading, text)),
  });
  return readFuture(reading, answer);
}

/** The effects of a call, for the end of a sentence; empty for none. */
function followsText({ status, nextAttempt, task }: LoggedCall, show: (when: string) => string): string {
  const parts = [
    status ? `${status.from} → ${status.to}` : '',
    // For a callback, the task says it all.
    task ? taskText(task, show) : nextAttempt ? `next ${show(nextAttempt)}` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? `  (${parts.join(', ')})` : '';
}

/** The same, with the times by both clocks. */
export async function followsOf(call: LoggedCall, theirs: () => Promise<TheirTime>): Promise<string> {
  const hasTime = call.task !== null || call.nextAttempt !== null;
  if (!hasTime) return followsText(call, formatDay);
  const { show } = await theirs();
  return followsText(call, (when) => show(when, true));
}

function remarks({ blocked, badNumber, noNumberLeft }: LoggedCallResult): string[] {
  return [
    ...(blocked.length > 0 ? [`now on the do-not-call list: ${blocked.join(', ')}`] : []),
    ...(badNumber !== null && !noNumberLeft ? [`${badNumber} is marked as bad`] : []),
  ];
}

function warnings({ party, disqualified, badNumber, noNumberLeft }: LoggedCallResult): string[] {
  const found: string[] = [];
  if (disqualified) {
    const { status, reason } = disqualified;
    found.push(
      `lead ${party.id} is ${status}${reason === null ? '' : `: ${reason}`}; to resume: crm lead edit ${party.id} --status attempting`,
    );
  }
  if (badNumber !== null && noNumberLeft) {
    const way = party.noun === 'lead' ? `: crm lead disqualify ${party.id} --reason "no working number"` : '';
    found.push(`${badNumber} is marked as bad; ${party.noun} ${party.id} has no other number${way}`);
  }
  return found;
}
