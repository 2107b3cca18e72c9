import { readHours } from '../calling/hours.ts';
import { readWorkingDays } from '../calling/read-cadence.ts';
import { type CrmError, helpOf, isCrmError, usage } from '../errors.ts';
import { oneOf } from '../one-of.ts';
import type { SequencePlan, SequenceStep, SequenceStops, StepKind, StepWindow, Variant } from './sequence.ts';

const MAX_STEPS = 50;
const MAX_DELAY_DAYS = 366;

/** Nine to five on the working days of the country. */
const USUAL_WINDOW: StepWindow = { hours: { start: 540, end: 1020 }, days: null };

const ALL_STOPS: SequenceStops = {
  reply: true,
  meeting: true,
  answeredCall: true,
  opp: true,
  statuses: 'ended',
};

const STEP =
  /^(?:[-*]\s+|\d+[.)]\s+)?(?:day\s+(\d{1,4})|\+?\s*(\d{1,4})\s*(?:d|days?|working days?)?)\s+(e-?mail|mail|call|task)\s+(\S.*)$/i;
const HOURS = String.raw`\d{1,2}(?::?\d\d)?\s*(?:-|–|to)\s*\d{1,2}(?::?\d\d)?`;
const DAYS = String.raw`(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:\s*[-,]\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)*`;
const WINDOW = new RegExp(
  String.raw`^window\s+(?:(${DAYS})\s+)?(${HOURS})(?:\s+their time)?(?:\s*,?\s*(${DAYS}))?`,
  'i',
);

/** Reads the text of a sequence: a step a line, then what holds for all of them. Throws `usage` with the line. */
export function parseSequence(text: string): SequencePlan {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const said = lines.flatMap((line, at) =>
    line === '' || line.startsWith('#') ? [] : [{ line, at: at + 1 }],
  );
  let usual = USUAL_WINDOW;
  let stops = ALL_STOPS;
  let isOnePerAccount = false;
  let allowsSameDay = false;
  const steps: { line: string; at: number; match: RegExpExecArray }[] = [];
  for (const { line, at } of said) {
    const match = STEP.exec(line);
    if (match) steps.push({ line, at, match });
    else if (/^stop on\b/i.test(line)) stops = within(at, () => readStops(line.slice(7)));
    else if (/^window\b/i.test(line)) {
      const { window, rest } = within(at, () => readWindow(line));
      if (rest !== '') throw unreadable(at, rest);
      usual = window;
    } else if (/^one per (account|company)$/i.test(line)) isOnePerAccount = true;
    else if (/^same day allowed$/i.test(line)) allowsSameDay = true;
    else throw unreadable(at, line);
  }
  if (steps.length === 0) throw usage('a sequence has at least one step', EXAMPLE);
  if (steps.length > MAX_STEPS) throw usage(`a sequence has ${MAX_STEPS} steps at most, not ${steps.length}`);
  let day = 0;
  const read = steps.map(({ at, match }) => {
    const step = within(at, () => readStep(match, day, usual));
    day += step.delayDays;
    return step;
  });
  const [first] = read;
  if (first?.isReply) throw usage('the first mail of a sequence answers nothing: leave out reply-in-thread');
  return { steps: read, stops, isOnePerAccount, allowsSameDay };
}

const EXAMPLE = 'For example: - day 0 email intro';

function within<T>(line: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isCrmError(error)) throw error;
    throw usage(`line ${line} of the sequence: ${error.message}`, ...helpOf(error));
  }
}

function unreadable(line: number, text: string): CrmError {
  return usage(
    `line ${line} of the sequence: cannot read "${text}"`,
    'A step is: - day 0 email intro, - +2d call "Did you see my mail?", - +3d task "Look them up".',
    'Beside steps: stop on …, window 9-17 mon-fri, one per account, same day allowed.',
  );
}

function readStep(
  [, day, gap, kindText = '', what = '']: RegExpExecArray,
  dayBefore: number,
  usual: StepWindow,
) {
  const kind: StepKind = /mail/i.test(kindText) ? 'email' : (kindText.toLowerCase() as StepKind);
  const delayDays = day === undefined ? Number(gap) : Number(day) - dayBefore;
  if (delayDays < 0) throw usage(`day ${day} comes before day ${dayBefore}, the day of the step above`);
  if (delayDays > MAX_DELAY_DAYS) throw usage(`a step waits ${MAX_DELAY_DAYS} working days at most`);
  const subject = kind === 'email' ? readVariants(what) : readQuoted(what, kind);
  return { kind, delayDays, ...subject.values, ...readOptions(subject.rest, kind, usual) };
}

function readQuoted(
  what: string,
  kind: StepKind,
): { values: Pick<SequenceStep, 'text' | 'variants'>; rest: string } {
  const [whole = '', double, single] = /^(?:"([^"]+)"|'([^']+)')/.exec(what) ?? [];
  const text = (double ?? single ?? '').trim();
  if (text === '')
    throw usage(`the text of a ${kind} stands in quotes`, `Write it as: ${kind} "Did you see it?"`);
  return { values: { text, variants: [] }, rest: what.slice(whole.length).trim() };
}

/** `intro`, `"my intro"`, or several with their shares: `intro|intro-b 70/30`. */
function readVariants(what: string): { values: Pick<SequenceStep, 'text' | 'variants'>; rest: string } {
  const [whole, names = '', shares] =
    /^((?:"[^"]+"|[^\s"|]+)(?:\s*\|\s*(?:"[^"]+"|[^\s"|]+))*)(?:\s+(\d+(?:\/\d+)+))?/.exec(what) ?? [];
  if (whole === undefined) throw usage(`"${what}" names no template`, 'Write it as: email intro');
  const templates = names.split('|').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  const parts = shares?.split('/').map(Number) ?? templates.map(() => 1);
  if (parts.length !== templates.length || parts.some((part) => part === 0))
    throw usage(`the shares "${shares}" are not one for each of ${templates.join(', ')}`);
  if (new Set(templates.map((name) => name.toLowerCase())).size < templates.length)
    throw usage(`the template ${templates[0]} stands twice in one step`);
  const variants: Variant[] = templates.map((template, at) => ({ template, share: parts[at] ?? 1 }));
  return { values: { text: '', variants }, rest: what.slice(whole.length).trim() };
}

type StepOptions = Pick<SequenceStep, 'window' | 'isReply' | 'priority' | 'skipAfterDays'>;

/** What can stand after the template or the text of a step. */
const OPTIONS: readonly {
  readonly ofMail: boolean;
  readonly pattern: RegExp;
  read(value: string): Partial<StepOptions>;
}[] = [
  { ofMail: true, pattern: /^(?:reply-in-thread|in thread)\b/i, read: () => ({ isReply: true }) },
  {
    ofMail: false,
    pattern: /^priority\s+(\S+)/i,
    read: (word) => ({ priority: oneOf('unknown priority', word, ['high', 'normal', 'low'] as const) }),
  },
  {
    ofMail: false,
    pattern: /^skip after\s+(\d{1,3})\s*(?:days?|d)\b/i,
    read: (days) => ({ skipAfterDays: Number(days) }),
  },
];

function readOptions(text: string, kind: StepKind, usual: StepWindow): StepOptions {
  let options: StepOptions = { window: usual, isReply: false, priority: 'normal', skipAfterDays: null };
  for (let rest = text; rest !== ''; ) {
    if (/^window\b/i.test(rest)) {
      const read = readWindow(rest);
      options = { ...options, window: read.window };
      rest = read.rest;
      continue;
    }
    const known = OPTIONS.find(({ ofMail, pattern }) => ofMail === (kind === 'email') && pattern.test(rest));
    const match = known?.pattern.exec(rest);
    if (!known || !match)
      throw usage(
        `cannot read "${rest}"`,
        kind === 'email'
          ? 'After the template: window 9-11 their time, mon-thu; reply-in-thread.'
          : 'After the text: window 9-11 their time, mon-thu; priority high; skip after 3d.',
      );
    options = { ...options, ...known.read(match[1] ?? '') };
    rest = rest.slice(match[0].length).trim();
  }
  return options;
}

function readWindow(text: string): { window: StepWindow; rest: string } {
  const [whole, before, hours = '', after] = WINDOW.exec(text) ?? [];
  if (whole === undefined)
    throw usage(`cannot read "${text}" as a window`, 'Write it as: window 9-11 their time, mon-thu');
  const days = before ?? after;
  return {
    window: { hours: readHours(hours), days: days === undefined ? null : readWorkingDays(days) },
    rest: text.slice(whole.length).replace(/^[\s,;]+/, ''),
  };
}

function readStops(text: string): SequenceStops {
  let stops: SequenceStops = {
    reply: false,
    meeting: false,
    answeredCall: false,
    opp: false,
    statuses: null,
  };
  // A comma within brackets separates statuses.
  for (const word of text.split(/,(?![^(]*\))/).map((part) => part.trim())) {
    const [, list] = /^status\s+in\s*\(([^)]*)\)$/i.exec(word) ?? [];
    if (list !== undefined) {
      const statuses = list
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean);
      if (statuses.length === 0) throw usage(`"${word}" names no status`);
      stops = { ...stops, statuses };
      continue;
    }
    switch (word.toLowerCase()) {
      case 'reply':
        stops = { ...stops, reply: true };
        break;
      case 'meeting':
        stops = { ...stops, meeting: true };
        break;
      case 'call:answered':
      case 'answered call':
        stops = { ...stops, answeredCall: true };
        break;
      case 'status':
        stops = { ...stops, statuses: 'ended' };
        break;
      case 'opp':
      case 'deal':
        stops = { ...stops, opp: true };
        break;
      // These end a run in any case.
      case 'unsubscribe':
      case 'bounce':
        break;
      default:
        throw usage(
          `nothing stops on "${word}"`,
          'One of: reply, meeting, answered call, status, status in (…), opp, unsubscribe, bounce',
        );
    }
  }
  return stops;
}
