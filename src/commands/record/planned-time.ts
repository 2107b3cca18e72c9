import { type TheirTime, timeOfPeople } from '../../app/their-time.ts';
import type { Context } from '../../context.ts';
import { isDate } from '../../domain/dates/calendar.ts';
import { isCrmError } from '../../domain/errors.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { readingFor, timeOf, warnOf } from '../their-time.ts';
import type { InputValues } from './input.ts';
import { resolveRecords } from './references.ts';

/** A time that options agree with people, and how it is read, checked and shown. */
export interface PlannedTime {
  /** The command, where times are read as those of the people. */
  readonly ctx: Context;
  /** Warns of a time outside their calling hours; returns a note with both local times. */
  check(values: InputValues): Promise<string[]>;
}

type Options = Readonly<Record<string, unknown>>;

/** What options of `edit` agree with the people of these records. */
export async function plannedWith(
  ctx: Context,
  spec: NounDefinition,
  records: readonly NamedRecord[],
): Promise<PlannedTime> {
  return planned(ctx, spec, await timeOf(ctx, records));
}

/** What options of `add` agree with the people that they name, or that is added; null for nobody known. */
export async function plannedWithNew(
  ctx: Context,
  spec: NounDefinition,
  options: Options,
): Promise<PlannedTime | null> {
  const isPerson = spec.isPerson;
  const time = isPerson ? await timeOfNew(ctx, options) : await timeOfNamed(ctx, spec, options);
  return time && planned(ctx, spec, time);
}

function planned(ctx: Context, { fields }: NounDefinition, time: TheirTime): PlannedTime {
  const field = fields.find(({ agreed }) => agreed === true);
  return {
    ctx: readingFor(ctx, time),
    async check(values) {
      const when = (field?.timed && values[field.timed]) ?? (field && values[field.name]);
      if (typeof when !== 'string' || isDate(when) || Date.parse(when) < ctx.clock.now()) return [];
      await warnOf(ctx, time, when);
      const shown = time.show(when);
      return shown.endsWith('there)') ? [`${field?.label.toLowerCase()} ${shown}`] : [];
    },
  };
}

/** The time of somebody who is about to be added. */
async function timeOfNew(ctx: Context, { timezone, country, region, phone }: Options): Promise<TheirTime> {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const [first] = Array.isArray(phone) ? (phone as string[]) : [];
  const number = first === undefined ? null : (await ctx.readPhone(first)).e164;
  const person = { timezone: text(timezone), country: text(country), region: text(region), phone: number };
  return timeOfPeople(await ctx.deps(), [person]);
}

/** The local time of the person of a task. An unknown reference is reported later. */
async function timeOfNamed(ctx: Context, spec: NounDefinition, options: Options): Promise<TheirTime | null> {
  for (const noun of (await ctx.nouns()).subjectsBy('people', spec.noun)) {
    const ref = options[noun];
    if (typeof ref !== 'string') continue;
    try {
      return await timeOf(ctx, await resolveRecords(ctx, noun, [ref]));
    } catch (error) {
      if (!isCrmError(error)) throw error;
      return null;
    }
  }
  return null;
}
