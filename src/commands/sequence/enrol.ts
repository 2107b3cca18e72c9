import { type Enrolment, enrol } from '../../app/sequences/enrol.ts';
import { readSequence } from '../../app/sequences/sequences.ts';
import type { Context } from '../../context.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { readMoment, startOfDay } from '../../domain/dates.ts';
import { refused, usage } from '../../domain/errors.ts';
import type { MailAccount } from '../../domain/mail/account.ts';
import { recordText } from '../../domain/record-ref.ts';
import type { SequencePlan } from '../../domain/sequences/sequence.ts';
import { shellQuote } from '../../domain/split-line.ts';
import { choosePeople } from '../choose-people.ts';
import { command } from '../command.ts';
import { accountNamed } from '../mail/port.ts';
import { resolveRecordsOfAnyNoun } from '../record/references.ts';
import { WITH_SEQUENCE } from './options.ts';

/** Those that are left out and named. */
const MAX_NAMED = 20;

export default command({
  summary: 'bring people into a sequence',
  description:
    'Brings leads and contacts into a sequence, named or chosen with --where. crm run does its steps when they are due. Who is ' +
    'in it already, has no address that works, wants no mail, or is converted or disqualified is named and left out. With ' +
    '--limit 50/day 50 people begin it on a day at most, also those who are enrolled later; none/day ends that. A person gets three mails a week at most from all sequences ' +
    '(crm config set sequence_mails_per_week 5).',
  examples: [
    `${WITH_SEQUENCE} && crm mail setup --from ann@example.com --smtp localhost:1025 --no-tls --footer "X Ltd" --unsubscribe https://x.example/u && crm sequence enrol fair --where 'status = new' --limit 20/day`,
    `sequence add visits -m '- day 0 call "May we come by?"' && crm sequence enrol visits 42 contact:7 --start monday`,
  ],
  configure: (c) =>
    c
      .argument('<name>', 'the sequence')
      .argument('[ref...]', 'leads and contacts: 42, contact:7, an e-mail or a name; - reads them from stdin')
      .option('-w, --where <filter>', 'these people: status = new and source = expo')
      .option('--segment <name>', 'those of a saved filter')
      .option('--noun <noun>', 'what --where is about: lead or contact', 'lead')
      .option('--limit <count>', 'so many at most; 50/day: so many begin on a day; none/day: any number')
      .option('--start <when>', 'when it begins: monday, "tomorrow 14:00"; default: now')
      .option(
        '--account <names>',
        'the account to send from; of several with commas each person gets one in turn',
      ),
  async run({ args: [name, refs], options }, ctx) {
    const deps = await ctx.deps();
    const { sequence } = await readSequence(deps, name);
    const { perDay, most } = readLimit(options.limit);
    const isChosen = options.where !== undefined || options.segment !== undefined;
    if (isChosen === refs.length > 0)
      throw usage(
        isChosen ? 'name people, or choose them with --where, not both' : 'who comes into the sequence?',
        `For example: crm sequence enrol ${shellQuote(sequence.name)} 42`,
      );
    const nouns = await ctx.nouns();
    const people = isChosen
      ? await choosePeople(ctx, { ...options, limit: most === null ? undefined : String(most) })
      : await resolveRecordsOfAnyNoun(ctx, nouns.people, refs);
    const wrong = people.find(({ noun }) => !nouns.get(noun).isPerson);
    if (wrong) throw usage(`${recordText(wrong)} is no person`, 'Leads and contacts come into sequences.');
    const result = await enrol(deps, {
      sequence,
      plan: sequence.plan,
      people,
      accounts: accountsFor(ctx, sequence.plan, options.account),
      perDay,
      start: startOf(ctx, options.start),
    });
    return answerOf(sequence.name, result);
  },
});

/** Reads `20`, `50/day` or `none/day`. Throws `usage`. */
function readLimit(text: string | undefined): {
  readonly perDay: number | null | undefined;
  readonly most: number | null;
} {
  if (text === undefined) return { perDay: undefined, most: null };
  if (/^\s*none\s*(?:\/\s*(?:d|day))\s*$/i.test(text)) return { perDay: null, most: null };
  const [, count, day] = /^\s*(\d{1,6})\s*(?:(\/\s*(?:d|day)|\s+a day)\s*)?$/i.exec(text) ?? [];
  const number = Number(count);
  if (count === undefined || number === 0)
    throw usage(
      `--limit is a whole number of 1 or more, or so many a day, not "${text}"`,
      'For example: --limit 50/day',
    );
  return day === undefined ? { perDay: undefined, most: number } : { perDay: number, most: null };
}

/** The accounts of a sequence with mails, which everybody can unsubscribe from. */
function accountsFor(ctx: Context, { steps }: SequencePlan, text: string | undefined): MailAccount[] {
  if (!steps.some(({ kind }) => kind === 'email')) return [];
  const names = text === undefined ? [undefined] : [...new Set(text.split(',').map((name) => name.trim()))];
  return names.map((name) => {
    const account = accountNamed(ctx, name);
    if (account.footer === null || account.unsubscribe === null)
      throw refused(
        `mails of sequences need your postal address and a way to unsubscribe, which the account "${account.name}" lacks`,
        `Add them: crm mail setup --name ${shellQuote(account.name)} --footer '…' --unsubscribe …`,
      );
    return account;
  });
}

function startOf(ctx: Context, text: string | undefined): number {
  const now = ctx.clock.now();
  if (text === undefined) return now;
  const { date, at } = readMoment(text, now, ctx.timeSettings);
  return Math.max(now, at ?? Date.parse(startOfDay(date)));
}

function answerOf(name: string, { started, leftOut }: Enrolment) {
  const [only] = started;
  const first = started.map(({ dueAt }) => dueAt).sort()[0];
  const when = first === undefined ? '' : `; the first step is due ${formatDay(first)}: crm run does it`;
  const shown = leftOut.slice(0, MAX_NAMED);
  const others = leftOut.length - shown.length;
  return {
    type: 'changed' as const,
    sentence:
      started.length === 1 && only
        ? `Enrolled ${recordText(only.person)} in ${name}${when}`
        : started.length === 0
          ? ''
          : `Enrolled ${started.length} people in ${name}${when}`,
    references: started.map(({ person: { noun, id } }) => `${noun}:${id}`),
    warnings: [
      ...shown.map((text) => `left out: ${text}`),
      ...(others > 0 ? [`left out: ${others} more`] : []),
    ],
    exitCode: started.length === 0 ? 1 : 0,
  };
}
