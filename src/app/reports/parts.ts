import { addDaysTo, toLocalDate } from '../../domain/dates/calendar.ts';
import { addUnitsTo, startOfUnit, unitName } from '../../domain/dates/fiscal.ts';
import { usage } from '../../domain/errors.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { groupKeys, type Key } from '../../store/reports/question.ts';
import type { Deps } from '../deps.ts';
import { groupName, type ReportInput, readQuestion } from './question.ts';

/** Parts that one report is made of at most. */
const MAX_PARTS = 60;

/** A report for each group of records, or for each unit of its period. */
export interface ReportParts {
  /** What the groups are of. */
  readonly name: string;
  readonly parts: readonly { readonly key: Key; readonly input: ReportInput }[];
}

/**
 * Splits what is asked of a report into what is asked for each group. A record with several values of a field is in the part
 * of each. Units of time that begin after `lastDay` have no part. Throws `usage` for too many groups, and for units of a
 * time without a beginning.
 */
export async function reportParts(
  deps: Deps,
  noun: NounDefinition,
  input: ReportInput,
  lastDay?: string,
): Promise<ReportParts> {
  const question = await readQuestion(deps, noun, input);
  const { by, calendar, where } = question;
  const name = groupName(question);
  if (by === null || name === null) throw new Error('a report without groups has no parts');
  const whole = { ...input, by: undefined };
  if (by.type === 'field') {
    const { field } = by;
    const keys = await groupKeys(deps.store.engine, noun, { where, field, limit: MAX_PARTS + 1 });
    if (keys.length > MAX_PARTS) throw tooMany(name);
    const parts = keys.map((key) => {
      const within = { type: 'group' as const, field, value: key };
      return { key, input: { ...whole, selection: { ...input.selection, within } } };
    });
    return { name, parts };
  }
  const { from } = input.period;
  if (from === null)
    throw usage(`groups by ${by.unit} need a period that has a beginning`, {
      code: 'period-without-beginning',
      unit: by.unit,
    });
  const to = input.period.to ?? toLocalDate(deps.clock.now());
  const last = lastDay !== undefined && lastDay < to ? lastDay : to;
  const parts: { key: Key; input: ReportInput }[] = [];
  for (
    let start = startOfUnit(by.unit, from, calendar);
    start <= last;
    start = addUnitsTo(by.unit, start, 1)
  ) {
    if (parts.length === MAX_PARTS) throw tooMany(name);
    const end = addDaysTo(addUnitsTo(by.unit, start, 1), -1);
    const period = within({ from: start, to: end }, { from, to });
    parts.push({ key: unitName(by.unit, start, calendar), input: { ...whole, period } });
  }
  return { name, parts };
}

const tooMany = (name: string) =>
  usage(`${name} makes more than ${MAX_PARTS} groups, and this report is made for each`, {
    code: 'too-many-groups',
  });

/** The days that two periods have in common. */
const within = (one: ClosedPeriod, other: ClosedPeriod): ClosedPeriod => ({
  from: [one.from, other.from].sort().at(-1) as string,
  to: [one.to, other.to].sort()[0] as string,
});
