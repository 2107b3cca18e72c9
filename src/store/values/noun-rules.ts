import type { Field } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import {
  AMOUNT,
  COUNT,
  CURRENCY,
  custom,
  DAY,
  EVERY,
  FINITE,
  HOLDS,
  MOMENT,
  NUMBER,
  PERCENT,
  type Rule,
  TEXT,
  WHOLE,
  ZONE,
} from './rules.ts';

/** The rules of the columns of a noun, which follow from its fields. All other columns of its table are text. */
export function rulesOfNoun({ noun, fields }: NounDefinition): (column: string) => Rule {
  const rules = new Map<string, Rule>([['custom', custom(noun)]]);
  for (const field of fields) {
    const { name, type } = field;
    if (type === 'ref') rules.set(`${name}_id`, NUMBER);
    else if (type === 'money') {
      rules.set(`${name}_minor`, AMOUNT);
      if (field.currencyColumn) rules.set(field.currencyColumn, CURRENCY);
    } else rules.set(name, ruleOfField(field));
  }
  return (column) => rules.get(column) ?? (column.endsWith('_id') ? NUMBER : TEXT);
}

function ruleOfField({ name, type, range, form }: Field): Rule {
  switch (type) {
    case 'integer':
      if (/^(.+_)?id$/.test(name)) return NUMBER;
      return range === undefined ? WHOLE : range[1] === 100 ? PERCENT : COUNT;
    case 'number':
      return FINITE;
    case 'duration':
      return COUNT;
    case 'bool':
      return WHOLE;
    case 'date':
      return DAY;
    case 'datetime':
      return MOMENT;
    default:
      return form ? RULE_OF_FORM[form] : TEXT;
  }
}

const RULE_OF_FORM: Readonly<Record<NonNullable<Field['form']>, Rule>> = {
  currency: CURRENCY,
  'time zone': ZONE,
  recurrence: EVERY,
  holds: HOLDS,
  linkedin: TEXT,
  profile: TEXT,
};
