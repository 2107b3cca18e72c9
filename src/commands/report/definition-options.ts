import type { Noun } from '../../domain/field.ts';
import {
  DEFINITION_FLAGS,
  DEFINITION_TEXTS,
  type ReportDefinition,
} from '../../domain/reports/report-definition.ts';
import { shellQuote } from '../../domain/split-line.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { optionGroup } from '../option-group.ts';
import { nounNamed, type SelectionOptions } from '../record/selection.ts';

/** The noun of a report that names none. */
const USUAL_NOUN = 'opp';

/** Adds the options that define a report. */
export const addDefinition = optionGroup<SelectionOptions, [Nouns]>((command, nouns) =>
  command
    .option('--on <noun>', `what it is about: ${nouns.names.join(', ')}; default: ${USUAL_NOUN}`)
    .option('--group <expressions>', "what records are grouped by: 'stage, month(close_date)'")
    .option('--measure <expressions>', "what is computed: 'count, sum(amount), p90(age)'; default: count")
    .option('-w, --where <filter>', 'only these records: status = won')
    .option('--segment <name>', 'a saved filter: crm segment list')
    .option('--period <period>', 'only records of a period: month, last quarter, 2026, "last 90 days"')
    .option('--date <field>', 'the day that the period is of; default: that of --since in lists')
    .option('--having <filter>', 'only these groups: count > 3 and sum(amount) > 50k')
    .option('--sort <columns>', 'sort by these columns, - first for descending: -sum_amount')
    .option('--pivot <group>', 'show the values of this group as columns')
    .option('--limit <n>', 'maximum number of rows')
    .option('--total', 'add the total of all groups')
    .option('--fill', 'add the periods in which there is nothing'),
);

/** What the options define; parts that they do not name are left out. */
export function definitionOf(nouns: Nouns, options: SelectionOptions): ReportDefinition {
  const parts = [...DEFINITION_TEXTS, ...DEFINITION_FLAGS].flatMap((name) =>
    options[name] === undefined ? [] : [[name, options[name]] as const],
  );
  const definition = Object.fromEntries(parts) as ReportDefinition;
  return definition.on === undefined ? definition : { ...definition, on: nounNamed(nouns, definition.on) };
}

/** The noun that a report is about. */
export function nounOf(nouns: Nouns, { on = USUAL_NOUN }: ReportDefinition): NounDefinition {
  return nouns.get(on as Noun);
}

/** A definition as it would be typed. */
export function typedDefinition(definition: ReportDefinition): string {
  const texts = DEFINITION_TEXTS.flatMap((name) => {
    const value = definition[name];
    return value === undefined ? [] : [`--${name} ${shellQuote(value)}`];
  });
  return [...texts, ...DEFINITION_FLAGS.flatMap((name) => (definition[name] ? [`--${name}`] : []))].join(' ');
}
