import type { Command as Commander } from '@commander-js/extra-typings';
import type { Context } from '../../context.ts';
import { pastDayNow } from '../../domain/dates.ts';
import { isCrmError, usage } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { parseFilter } from '../../domain/filter/parse.ts';
import { oneOf } from '../../domain/one-of.ts';
import { findNearest } from '../../domain/suggest.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { checkFilterNames } from '../../store/filter-names.ts';
import type { SortKey } from '../../store/record-select.ts';
import { segmentNamed } from '../../store/segments.ts';

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

/**
 * The filter that the selection options ask for together, or undefined for all records. Throws `not-found` when they
 * name a stage, pipeline or user that there is not; a saved filter may have outlived one.
 */
export async function selection(
  ctx: Context,
  noun: Noun,
  fields: readonly Field[],
  options: SelectionOptions,
): Promise<Condition | undefined> {
  const parts: Condition[] = [];
  const env = {
    now: ctx.clock.now(),
    user: ctx.user,
    currency: ctx.config.get('currency'),
    nouns: ctx.nouns.names,
  };
  const read = (text: string) => {
    parts.push(parseFilter(text, fields, env));
  };
  const { db } = await ctx.store();
  if (typeof options.where === 'string') read(options.where);
  for (const { key, filter } of SHORTCUTS[noun])
    if (typeof options[key] === 'string') read(filter(options[key]));
  if (options.mine) read(`${MINE[noun]} = me`);
  if (options.open) read('status = open');
  // What is due may lie ahead; what was made or said has been.
  const day = (text: string) =>
    (noun === 'task' ? null : pastDayNow(text, ctx.clock.now())) ?? filterLiteral(text);
  if (typeof options.since === 'string') read(`${WHEN[noun]} >= ${day(options.since)}`);
  if (typeof options.until === 'string') read(`${WHEN[noun]} <= ${day(options.until)}`);
  for (const part of parts) await checkFilterNames(db, part, ctx.user);
  if (typeof options.segment === 'string') {
    const { name, filter } = await segmentNamed(db, options.segment, noun);
    try {
      read(filter);
    } catch (error) {
      // It was sound when it was saved: a field may have been removed since.
      if (!isCrmError(error)) throw error;
      throw usage(`segment "${name}": ${error.message}`, ...error.hints, `Forget it: crm segment rm ${name}`);
    }
  }
  const [first, ...others] = parts;
  return others.length === 0 ? first : { type: 'and', parts };
}

/** Adds the options that say in which order and how many. */
export function addOrder(command: Commander): Commander {
  command.option('--sort <columns>', 'in this order, - first for descending: -amount,name');
  command.option('--limit <n>', 'at most this many');
  command.option('--offset <n>', 'after this many');
  return command;
}

/** Reads a sort order such as `-amount,name`. Throws `usage` for an unknown column. */
export function sortOrder(text: string, fields: readonly Field[]): SortKey[] {
  return text
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
    .map((key) => {
      const name = key.replace(/^[-+]/, '').toLowerCase().replaceAll('-', '_');
      const field = fields.find((candidate) => candidate.name === name);
      if (field) return { field, descending: key.startsWith('-') };
      const [near] = findNearest(
        name,
        fields.map((candidate) => candidate.name),
      );
      throw usage(
        `cannot sort by "${name}": there is no such column`,
        near ? `Did you mean "${near}"?` : 'See all: --columns ?',
      );
    });
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
