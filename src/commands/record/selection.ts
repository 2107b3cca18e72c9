import type { Command as Commander } from '@commander-js/extra-typings';
import { readSelection, type Selection } from '../../app/records/selection.ts';
import type { Context } from '../../context.ts';
import { pastDayNow } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { oneOf } from '../../domain/one-of.ts';
import type { Nouns } from '../../nouns/nouns.ts';

/** Short options for filters that are typed often: option, its field and operator, and help. */
interface Shortcut {
  readonly flags: string;
  readonly key: string;
  readonly help: string;
  readonly filter: (value: string) => string;
}

/** Text as a value of the filter language, whatever it holds. */
export const filterLiteral = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const equals = (flags: string, key: string, field: string, help: string): Shortcut => ({
  flags,
  key,
  help,
  filter: (value) => `${field} = ${filterLiteral(value)}`,
});

const owner = equals('--owner <user>', 'owner', 'owner', 'of this user');
const source = equals('--source <source>', 'source', 'source', 'from this source');
const tag = equals('--tag <tag>', 'tag', 'tags', 'with this tag');
const status = (help: string) => equals('--status <status>', 'status', 'status', help);

const SHORTCUTS: Readonly<Record<Noun, readonly Shortcut[]>> = {
  lead: [status('in this status'), owner, source, tag],
  account: [equals('--kind <kind>', 'kind', 'kind', 'of this kind'), owner, source, tag],
  contact: [equals('--account <name>', 'account', 'account', 'at this account'), owner, source, tag],
  opp: [
    equals('--stage <stage>', 'stage', 'stage', 'in this stage'),
    equals('--pipeline <name>', 'pipeline', 'pipeline', 'in this pipeline'),
    status('open, won or lost'),
    owner,
    source,
    tag,
  ],
  task: [status('open, done or cancelled'), owner],
  activity: [
    equals('--type <type>', 'type', 'type', 'call, email, meeting, note or event'),
    equals('--who <user>', 'who', 'user', 'of this user'),
  ],
};

/** The field that `--since` and `--until` look at. */
const WHEN: Readonly<Record<Noun, string>> = {
  lead: 'created_at',
  account: 'created_at',
  contact: 'created_at',
  opp: 'created_at',
  task: 'due_date',
  activity: 'at',
};

/** The field `--mine` looks at. */
const MINE: Readonly<Record<Noun, string>> = {
  lead: 'owner',
  account: 'owner',
  contact: 'owner',
  opp: 'owner',
  task: 'owner',
  activity: 'user',
};

/** What Commander gives for the selection options, by name. */
export type SelectionOptions = Record<string, unknown>;

/** Adds the options that say which records of a noun are meant. */
export function addSelection(command: Commander, noun: Noun): Commander {
  command.option('-w, --where <filter>', 'a filter: status = new and created > -7d');
  command.option('--segment <name>', 'a filter that was saved: crm segment list');
  for (const { flags, help } of SHORTCUTS[noun]) command.option(flags, help);
  command.option('--mine', 'only your own');
  if (noun === 'opp') command.option('--open', 'only those not yet won or lost');
  command.option('--since <date>', `${WHEN[noun]} on or after this day`);
  command.option('--until <date>', `${WHEN[noun]} on or before this day`);
  return command;
}

/** What the selection options ask for together. */
export function selectionOf({ clock }: Context, noun: Noun, options: SelectionOptions): Selection {
  const filters: string[] = [];
  if (typeof options.where === 'string') filters.push(options.where);
  for (const { key, filter } of SHORTCUTS[noun])
    if (typeof options[key] === 'string') filters.push(filter(options[key]));
  if (options.mine) filters.push(`${MINE[noun]} = me`);
  if (options.open) filters.push('status = open');
  // What is due may lie ahead; what was made or said has been.
  const day = (text: string) =>
    (noun === 'task' ? null : pastDayNow(text, clock.now())) ?? filterLiteral(text);
  if (typeof options.since === 'string') filters.push(`${WHEN[noun]} >= ${day(options.since)}`);
  if (typeof options.until === 'string') filters.push(`${WHEN[noun]} <= ${day(options.until)}`);
  return { filters, segment: typeof options.segment === 'string' ? options.segment : undefined };
}

/** The filter that the selection options ask for together; undefined for all records. Throws as `readSelection`. */
export async function selection(
  ctx: Context,
  noun: Noun,
  fields: readonly Field[],
  options: SelectionOptions,
): Promise<Condition | undefined> {
  return readSelection(await ctx.deps(), noun, fields, selectionOf(ctx, noun, options));
}

/** Adds the options that say in which order and how many. */
export function addOrder(command: Commander): Commander {
  command.option('--sort <columns>', 'in this order, - first for descending: -amount,name');
  command.option('--limit <n>', 'at most this many');
  command.option('--offset <n>', 'after this many');
  return command;
}

/** Reads a count given as an option. Throws `usage` for anything but a whole number. */
export function wholeNumber(option: string, text: unknown): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,12}$/.test(String(text))) throw usage(`--${option} takes a whole number, not "${text}"`);
  return Number(text);
}

/** Reads the name of a noun given as an option, `leads` for `lead` too. Throws `usage` with the nearest. */
export function nounNamed<N extends Noun = Noun>(
  nouns: Nouns,
  text: string,
  among: readonly N[] = nouns.names as N[],
): N {
  const name = text.trim().toLowerCase();
  const several = among.find((noun) => nouns.get(noun).plural === name || `${noun}s` === name);
  return several ?? oneOf('unknown noun', text, among);
}
