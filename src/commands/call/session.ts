import { countCalls } from '../../app/reports/calls.ts';
import { listOutcomes } from '../../app/team/outcomes.ts';
import { picklistValues } from '../../app/team/picklists.ts';
import { dailyDials } from '../../app/team/targets.ts';
import { screenSettings } from '../../config/screen-settings.ts';
import type { Context } from '../../context.ts';
import { formatBoth } from '../../domain/calendar/both-clocks.ts';
import { stopReasons } from '../../domain/calling/stop-reasons.ts';
import type { ZoneClock } from '../../domain/calling/zone-clock.ts';
import { addDaysTo, isoTime, startOfDay, toLocalDate } from '../../domain/dates.ts';
import { durationText } from '../../domain/duration.ts';
import { isCrmError } from '../../domain/errors.ts';
import { type RecapCall, recapLines, recapMarkdown } from '../../render/call-recap.ts';
import type { CallDraft, CallPort, LoggedCall } from '../../render/tui/calls/port.ts';
import { type CallState, unsavedCall } from '../../render/tui/calls/state.ts';
import { tallyText } from '../../render/tui/calls/tally.ts';
import { textOf } from '../../render/tui/runtime/line-editor.ts';
import { command } from '../command.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { openScreenContext, requireScreen, requireWritable } from '../screen-context.ts';
import { summaryFile } from '../summary-file.ts';
import { adoptTargetSettings } from '../target-settings.ts';
import { callPort } from './port.ts';
import { addQueueFilter, queueRequest } from './queue-options.ts';
import { mailTemplates, scripts, snippets } from './script.ts';

/** Renewals of a claim before it would expire. */
const KEEPS_PER_CLAIM = 3;

type Options = SelectionOptions & { script?: string; out?: string };

const spec = command<[], Options>({
  summary: 'a screen for calling one lead after another',
  description:
    'Fills the terminal with the lead to call now: number, reason, history and a timer. ' +
    'Log the result with one key, or with a line: note and time of a callback ("cb thu 3pm wants pricing"); ' +
    'the next lead follows at once. A note can have several lines (Alt-Enter) and snippets: ;price is the text of the ' +
    'line "price: …" in snippets.txt next to your config file. x asks why, u undoes the last log, / goes to a lead, ' +
    '? lists the keys. At the end it says what was promised, and --out writes it to a file.' +
    ' d dials with your own command ' +
    '(setting dial), which is started without a shell. The call script is scripts/<campaign>.txt next to your ' +
    'config file (crm config path), or in demo-scripts/ next to demo.db, or the file of --script: {{ first_name }} and other fields are filled in, lines such ' +
    'as "# Opening" and "# Objection: too expensive" begin its sections. e opens a mail to the lead in your own mail program (setting mail_program), filled ' +
    'from templates/<campaign>.txt or templates/follow-up.txt next to your config file, whose first line is "Subject: …". S sends it at once to the one you called before (crm mail setup): the template ' +
    'of that campaign, else follow-up (crm template add follow-up), else that file.',
  examples: ['call session', "call session --where 'source = expo'", 'call session --mine'],
  fullScreen: true,
  configure: (c) =>
    addQueueFilter(c)
      .option('--script <file>', 'call script for all leads')
      .option('--out <file>', 'write what the session leaves to do, as Markdown'),
  async run({ options }, ctx) {
    const { io } = ctx;
    requireScreen(ctx, 'a call session', 'Elsewhere: crm call, then crm vm, crm cb …');
    const { script, out, ...filter } = options;
    const file = out === undefined ? undefined : await summaryFile(ctx, out);
    await requireWritable(ctx, 'no call can be logged');
    const request = await queueRequest(ctx, filter);
    const screen = await openScreenContext(ctx);
    const port = await callPort(screen, {
      request,
      script: scripts(ctx, script),
      snippets: snippets(ctx),
      mailTemplate: mailTemplates(ctx),
      requestFor: (segment) => queueRequest(ctx, segment === '' ? filter : { ...filter, segment }),
    });
    await adoptTargetSettings(ctx);
    const deps = await ctx.deps();
    const wanted = (await dailyDials(deps)) ?? ctx.config.get('daily_dials');
    const results = await listOutcomes(deps);
    const { openCallSession } = await import('../../render/tui/calls/open.ts');
    const start = {
      user: ctx.user,
      times: request.times,
      results,
      conversationSeconds: Number(ctx.config.get('conversation_seconds')),
      keepEveryMs: (Number(ctx.config.get('claim_minutes')) * 60_000) / KEEPS_PER_CLAIM,
      now: screen.now(),
      timeSettings: ctx.timeSettings,
      before: wanted === undefined ? { dials: 0, connects: 0, meetings: 0 } : await callsToday(ctx),
      dialsWanted: wanted === undefined ? null : Number(wanted),
      stopReasons: stopReasons(await picklistValues(deps, 'disqualify-reason')),
      snippets: snippets(ctx),
      segment: typeof filter.segment === 'string' ? filter.segment : '',
    };
    const { state, code, error } = await openCallSession(
      port,
      start,
      screenSettings(ctx.config),
      io,
      screen.now,
    );
    if (state.card) await port.leave(state.card);
    const unsaved = error === undefined ? await saveLast(ctx, port, unsavedCall(state)) : unsavedCall(state);
    if (unsaved) await ctx.print.warn(`not saved: ${logCommand(unsaved)}`);
    else if (state.card && textOf(state.editor) !== '')
      await ctx.print.warn(`not logged: "${textOf(state.editor)}", about lead ${state.card.leadId}`);
    const summary = `${tallyText(state)}, in ${durationText(Math.round(state.worked / 1000))}`;
    const calls = state.logged.map((logged) => recapCall(logged, state.times.clock));
    const pauses = state.pauses.map(
      ({ reason, ms }) =>
        `paused ${durationText(Math.round(ms / 1000))}${reason === '' ? '' : `: ${reason}`}`,
    );
    for (const line of [summary, ...pauses, ...recapLines(calls)]) ctx.print.note(line);
    await file?.write(recapMarkdown(calls, summary, toLocalDate(screen.now())));
    if (error !== undefined) throw error;
    return unsaved && code === 0 ? 1 : code;
  },
});

export default spec;

/** The calls of the acting user today. */
async function callsToday(ctx: Context): Promise<CallState['before']> {
  const today = toLocalDate(ctx.clock.now());
  const period = { since: startOfDay(today), until: startOfDay(addDaysTo(today, 1)) };
  const { dials, connects, meetingsSet } = await countCalls(await ctx.deps(), {
    ...period,
    leads: { filters: [] },
    by: 'me',
    conversationSeconds: 0,
  });
  return { dials, connects, meetings: meetingsSet };
}

function recapCall({ draft, noNumberLeft }: LoggedCall, clock: ZoneClock): RecapCall {
  const { card, result, note } = draft;
  const next = draft.next ? (draft.next.at === null ? draft.next.date : isoTime(draft.next.at)) : '';
  const nextShown = next === '' ? '' : formatBoth(next, card.place.zone, clock);
  const { leadId, name, phone, phoneGrouped, lead } = card;
  const email = lead.email === null || lead.email === undefined ? null : String(lead.email);
  return { leadId, name, phone, phoneGrouped, email, result, next, nextShown, note, noNumberLeft };
}

/** Saves a call that another program kept from being saved, now that nobody has to wait; returns it if that fails. */
async function saveLast(ctx: Context, port: CallPort, call: CallDraft | null): Promise<CallDraft | null> {
  if (!call) return null;
  (await ctx.store()).engine.setLockWait(ctx.lockWait);
  try {
    await port.log(call);
    return null;
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return call;
  }
}

/** The command line that logs a call. */
function logCommand({ card, result, next, note, seconds, at }: CallDraft): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const when = next && (next.time === null ? next.date : `${next.date} ${next.time}`);
  return [
    `crm call log ${card.leadId} -o ${result.word} --phone ${card.phone} --at ${new Date(at).toISOString()}`,
    when ? `--next ${quoted(when)}` : '',
    note === '' ? '' : `-n ${quoted(note)}`,
    seconds === null ? '' : `-d ${seconds}`,
  ]
    .filter(Boolean)
    .join(' ');
}
