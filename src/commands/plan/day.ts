import { LEARNED_DAYS, planDay } from '../../app/call-queue/plan.ts';
import { outerHours } from '../../domain/calendar/week-hours.ts';
import { readWorkingHours } from '../../domain/calendar/working-hours.ts';
import type { PlannedCall } from '../../domain/call-plan.ts';
import { readHours } from '../../domain/calling/hours.ts';
import { toLocalDate, toLocalTime, weekdayOf } from '../../domain/dates/calendar.ts';
import { isoTime } from '../../domain/dates.ts';
import type { Row, Value } from '../../domain/field.ts';
import type { Tally } from '../../domain/smoothing.ts';
import { WEEKDAYS, weekHourText } from '../../domain/week-grid.ts';
import { counted, countText, notApplicable, percent, percentText } from '../../render/counts.ts';
import type { Candidate } from '../../store/reports/plan.ts';
import { addQueueFilter, queueRequest } from '../call/queue-options.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { wholeNumber } from '../record/selection.ts';

/** Defaults: calls to plan, calls per hour. */
const DEFAULT_CALLS = 40;
const CALLS_PER_HOUR = 15;

/** Minimum dials to compare hours. */
const MIN_DIALS = 500;

export default command({
  summary: 'the most promising calls for today, with the chance of an answer',
  description:
    'Takes the first leads of your call queue and gives each the hour with its best chance of an answer. Callbacks are ' +
    `at the agreed time. The chance is estimated from the dials of the last ${LEARNED_DAYS} days: how many were answered at ` +
    "that weekday and hour in the lead's zone, and at that attempt. Hours and attempts with few dials are pulled towards the " +
    'overall rate; in four of five cases the true chance is between low and high.',
  examples: ['plan day', 'plan day --calls 60 --hours 9-17 --source expo', 'plan day -f ids'],
  configure: (c) =>
    addQueueFilter(
      c
        .option('--calls <n>', `number of calls to plan; default: ${DEFAULT_CALLS}`)
        .option('--per-hour <n>', `calls you make per hour; default: ${CALLS_PER_HOUR}`)
        .option('--hours <span>', 'your hours at the phone; default: your working_hours'),
    ),
  async run({ options }, ctx) {
    const { calls, learned, isOver } = await planDay(await ctx.deps(), {
      request: await queueRequest(ctx, options),
      hours:
        options.hours === undefined
          ? outerHours(readWorkingHours(ctx.config.get('working_hours')))
          : readHours(String(options.hours)),
      callsPerHour: wholeNumber('per-hour', options.perHour) ?? CALLS_PER_HOUR,
      calls: wholeNumber('calls', options.calls) ?? DEFAULT_CALLS,
      conversationSeconds: Number(ctx.config.get('conversation_seconds')),
    });
    const isTable = ctx.print.format === 'table';
    const missing = notApplicable(ctx.print.format);
    const answer = listAnswer(
      ctx,
      {
        noun: 'calls',
        columns: isTable ? HUMAN_COLUMNS : COLUMNS,
        empty: isOver ? 'your hours at the phone are over for today: --hours' : 'nobody to call today',
      },
      calls.map(({ call, lead }) => (isTable ? shown(call, lead) : plain(call, lead, missing))),
    );
    return isTable && calls.length > 0 ? { ...answer, notes: [learnedText(learned)] } : answer;
  },
});

const id: ListColumn = { name: 'id', label: 'Lead', type: 'integer', help: 'number of the lead' };
const name: ListColumn = { name: 'name', label: 'Name', type: 'text', help: 'name of the lead' };
const company: ListColumn = { name: 'company', label: 'Company', type: 'text', help: 'company of the lead' };
const phone: ListColumn = { name: 'phone', label: 'Phone', type: 'phone', help: 'the number to dial' };
const attempt: ListColumn = {
  name: 'attempt',
  label: 'Try',
  type: 'integer',
  help: 'number of the attempt',
};
const chance: ListColumn = {
  name: 'chance',
  label: 'Chance',
  type: 'number',
  help: 'chance of an answer, in percent',
};
const why: ListColumn = { name: 'why', label: 'Why', type: 'text', help: 'what the chance is based on' };

const COLUMNS: readonly ListColumn[] = [
  { name: 'at', label: 'At', type: 'datetime', help: 'when to call' },
  id,
  name,
  company,
  phone,
  chance,
  { name: 'low', label: 'Low', type: 'number', help: 'lower bound of the chance, in percent' },
  { name: 'high', label: 'High', type: 'number', help: 'upper bound of the chance, in percent' },
  attempt,
  { name: 'callback', label: 'Callback', type: 'bool', help: 'whether the time was agreed' },
  { name: 'weekday_there', label: 'Weekday', type: 'text', help: "weekday in the lead's zone" },
  { name: 'hour_there', label: 'Hour', type: 'integer', help: "hour in the lead's zone" },
  why,
];

const HUMAN_COLUMNS: readonly ListColumn[] = [
  { name: 'at', label: 'At', type: 'text', help: 'when to call, in your local time' },
  id,
  name,
  company,
  phone,
  chance,
  attempt,
  {
    name: 'there',
    label: 'There',
    type: 'text',
    help: 'local time of the lead',
  },
  why,
  { name: 'range', label: 'Range', type: 'number', extra: true, help: 'range of the chance' },
];

function learnedText(all: Tally): string {
  if (all.trials === 0)
    return `no dials in the last ${LEARNED_DAYS} days to estimate from: in call queue order`;
  const rate = `${percentText(all.successes / all.trials)} of ${counted(all.trials, 'dial')}`;
  const few = all.trials < MIN_DIALS ? '; this is too few to compare hours' : '';
  return `based on the last ${LEARNED_DAYS} days: ${rate} ${all.trials === 1 ? 'was' : 'were'} answered${few}`;
}

function plain({ lead, at, there, chance }: PlannedCall, candidate: Candidate, missing: Value): Row {
  const { name, company, phone } = candidate;
  const share = (of: 'mean' | 'low' | 'high') => percent(chance?.[of] ?? null) ?? missing;
  return {
    id: lead.id,
    at: isoTime(at),
    name,
    company,
    phone,
    chance: share('mean'),
    low: share('low'),
    high: share('high'),
    attempt: lead.attempts + 1,
    callback: lead.callback,
    weekday_there: WEEKDAYS[there.weekday] ?? null,
    hour_there: there.hour,
    why: whyText({ lead, at, there, chance }),
  };
}

function shown(call: PlannedCall, { name, company, phone }: Candidate): Row {
  const { lead, at, there, chance } = call;
  const whole = (share: number) => Math.round(share * 100);
  return {
    id: lead.id,
    at: toLocalTime(at),
    name,
    company,
    phone,
    chance: percentText(chance?.mean ?? null),
    range: chance ? `${whole(chance.low)}-${whole(chance.high)}%` : '',
    attempt: lead.attempts + 1,
    there: there.weekday === weekdayOf(toLocalDate(at)) ? weekHourText(there).slice(4) : weekHourText(there),
    why: briefWhy(call),
  };
}

/** `callback agreed`, else `Tue 16:00 there 24.1% of 3,241, attempt 3 22.6% of 3,766`. */
function whyText({ lead, there, chance }: PlannedCall): string {
  if (lead.callback) return 'callback agreed';
  if (chance === null) return 'next in the call queue';
  const [atHour, atAttempt] = [answeredText(chance.atHour), answeredText(chance.atAttempt)];
  return `${weekHourText(there)} there ${atHour}, attempt ${lead.attempts + 1} ${atAttempt}`;
}

/** The same beside columns with the hour and the attempt: `hour 24%, try 23%`. */
function briefWhy(call: PlannedCall): string {
  if (call.lead.callback || call.chance === null) return whyText(call);
  const { atHour, atAttempt } = call.chance;
  return `hour ${shareText(atHour)}, try ${shareText(atAttempt)}`;
}

const answeredText = (tally: Tally): string =>
  tally.trials === 0
    ? 'never dialled'
    : `${percentText(tally.successes / tally.trials)} of ${countText(tally.trials)}`;

const shareText = ({ successes, trials }: Tally): string =>
  trials === 0 ? 'new' : `${Math.round((100 * successes) / trials)}%`;
