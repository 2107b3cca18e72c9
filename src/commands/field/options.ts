import type { Command as Commander, OptionValues } from '@commander-js/extra-typings';
import type { FieldSettings } from '../../app/team/field-settings.ts';
import { usage } from '../../domain/errors.ts';

/** Adds the options for what a team decides about a custom field. */
export function addSettingOptions<A extends unknown[], O extends OptionValues>(c: Commander<A, O>) {
  return c
    .option('--label <text>', 'label for people')
    .option('--formula <expression>', 'how a formula or rollup is computed: docs/expressions.md')
    .option('--help-text <text>', 'a few words on what the field is for')
    .option('--default <value>', 'value of new records')
    .option('--required', 'every new record needs a value')
    .option('--no-required', 'records need no value')
    .option('--required-from <stage>', 'deals need a value from this stage on')
    .option('--unique', 'no two records have the same value')
    .option('--no-unique', 'records may have the same value')
    .option('--order <n>', 'place among the custom fields')
    .option('--in-lists', 'show it in lists on a terminal')
    .option('--no-in-lists', 'show it only on request')
    .option('--index', 'filter and sort by it as fast as by a built-in field')
    .option('--no-index', 'keep no index of it')
    .option('--convert-to <field>', 'where a conversion takes the value of a lead: opp.seats');
}

/** The options as Commander gives them. */
interface SettingOptions {
  readonly label?: string | undefined;
  readonly formula?: string | undefined;
  readonly helpText?: string | undefined;
  readonly default?: string | undefined;
  readonly required?: boolean | undefined;
  readonly requiredFrom?: string | undefined;
  readonly unique?: boolean | undefined;
  readonly order?: string | undefined;
  readonly inLists?: boolean | undefined;
  readonly index?: boolean | undefined;
  readonly convertTo?: string | undefined;
}

export function settingsOf(options: SettingOptions): FieldSettings {
  const { label, formula, helpText, required, requiredFrom, unique, order, inLists, index, convertTo } =
    options;
  if (order !== undefined && !/^\d{1,6}$/.test(order)) throw usage(`--order needs a number, not "${order}"`);
  return {
    label,
    formula,
    help: helpText,
    default: options.default,
    required,
    requiredFrom,
    unique,
    order: order === undefined ? undefined : Number(order),
    listed: inLists,
    indexed: index,
    convertTo,
  };
}
