import { readSelection, type Selection } from '../../app/records/selection.ts';
import type { Context } from '../../context.ts';
import { isoTime, type Moment, tryReadMoment } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { filterLiteral } from '../../domain/filter/parse.ts';
import { oneOf } from '../../domain/one-of.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { shortcutsOf } from '../../nouns/shared/shortcuts.ts';
import { optionGroup } from '../option-group.ts';
import { readPeriod } from '../parse-args.ts';

/** What Commander gives for the selection options, by name. */
export type SelectionOptions = Record<string, unknown>;

/** Adds the options that select records of a noun. */
export const addSelection = optionGroup<SelectionOptions, [NounDefinition]>((command, spec) => {
  const { when, flags } = spec;
  command.option('-w, --where <filter>', 'a filter: status = new and created > -7d');
  command.option('--segment <name>', 'a saved filter: crm segment list');
  for (const { option, place, help } of shortcutsOf(spec)) command.option(`--${option} <${place}>`, help);
  command.option('--mine', 'only your own');
  for (const { option, help } of flags ?? []) command.option(`--${option}`, help);
  command.option('--since <date>', `${when} on or after this day`);
  return command.option('--until <date>', `${when} on or before this day`);
});

/** The combined selection options. */
export function selectionOf(ctx: Context, spec: NounDefinition, options: SelectionOptions): Selection {
  const { fields, flags, owner, when } = spec;
  const filters: string[] = [];
  if (typeof options.where === 'string') filters.push(options.where);
  for (const { option, field, filter } of shortcutsOf(spec)) {
    const value = options[optionName(option)];
    if (typeof value !== 'string') continue;
    if (filter) filters.push(filter(dayGiven(ctx, option, value)));
    else {
      const isUser = fields.some(({ name, target }) => name === field && target === 'user');
      filters.push(`${field} = ${isUser ? userLiteral(value) : filterLiteral(value)}`);
    }
  }
  if (options.mine) filters.push(`${owner} = me`);
  for (const { option, filter } of flags ?? []) if (options[option]) filters.push(filter);
  const field = fields.find(({ name }) => name === when);
  const { from, to } = readPeriod(ctx, options, field?.past === true);
  const literal = ({ date, at }: Moment) =>
    filterLiteral(at === null || field?.type === 'date' ? date : isoTime(at));
  if (from) filters.push(`${when} >= ${literal(from)}`);
  if (to) filters.push(`${when} <= ${literal(to)}`);
  return { filters, segment: typeof options.segment === 'string' ? options.segment : undefined };
}

/** What Commander calls the value of an option: `reportsTo` for `reports-to`. */
function optionName(option: string): string {
  return option.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** A user in a filter; `me` is the acting one. */
export function userLiteral(name: string): string {
  return name.trim().toLowerCase() === 'me' ? 'me' : filterLiteral(name);
}

/** The day that an option says. Throws `usage` that names the option. */
function dayGiven({ clock, timeSettings }: Context, option: string, text: string): string {
  const moment = tryReadMoment(text, clock.now(), timeSettings);
  if (moment) return moment.date;
  throw usage(
    `option --${option}: cannot read "${text}" as a date`,
    'Write it as 30d, 3mo, eom, "in 2 weeks" or 2026-03-12.',
  );
}

/** The filter of the selection options; undefined for all records. Throws like `readSelection`. */
export async function selection(
  ctx: Context,
  spec: NounDefinition,
  fields: readonly Field[],
  options: SelectionOptions,
): Promise<Condition | undefined> {
  return readSelection(await ctx.deps(), spec.noun, fields, selectionOf(ctx, spec, options));
}

/** Adds the options for order and number. */
export const addOrder = optionGroup<SelectionOptions>((command) => {
  command.option('--sort <columns>', 'sort by these columns, - first for descending: -amount,name');
  command.option('--limit <n>', 'maximum number');
  return command.option('--offset <n>', 'skip this many');
});

/** The options for order and number. */
export function orderOf({ sort, limit, offset }: SelectionOptions) {
  return {
    sort: typeof sort === 'string' ? sort : undefined,
    limit: wholeNumber('limit', limit),
    offset: wholeNumber('offset', offset),
  };
}

/** Reads a count given as an option. Throws `usage` for anything but a whole number. */
export function wholeNumber(option: string, text: unknown): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,12}$/.test(String(text))) throw usage(`--${option} is a whole number, not "${text}"`);
  return Number(text);
}

/** Reads a name of a noun, also in plural. Throws `usage` with the nearest. */
export function nounNamed<N extends Noun = Noun>(
  nouns: Nouns,
  text: string,
  among: readonly N[] = nouns.names as N[],
): N {
  const name = text.trim().toLowerCase();
  const several = among.find(
    (noun) =>
      nouns.get(noun).plural === name || `${noun}s` === name || nouns.get(noun).aliases.includes(name),
  );
  return several ?? oneOf('unknown noun', text, among);
}
