import { usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { decimalText, type Money, parseMoney, readCurrency } from '../../domain/money.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { flagOf, hasTypedCurrency, keyOf, named } from './input.ts';

/** The amounts among options, as they were typed. */
export function typedAmountsOf(
  { fields }: NounDefinition,
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const amounts: Record<string, string> = {};
  for (const field of fields) {
    const text = options[keyOf(flagOf(field))];
    if (field.type === 'money' && typeof text === 'string') amounts[field.name] = text;
  }
  return amounts;
}

/**
 * Options with the currency of `--currency` in their amounts. Throws `usage` if there is no amount, or one in another
 * currency.
 */
export function withCurrency(
  spec: NounDefinition,
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (typeof options.currency !== 'string' || !hasTypedCurrency(spec)) return options;
  const currency = readCurrency(options.currency, options.currency.trim().toUpperCase());
  const amounts: Record<string, string> = {};
  for (const field of spec.fields) {
    const text = typedAmountsOf(spec, options)[field.name];
    if (text === undefined || text.trim() === '') continue;
    const flag = flagOf(field);
    const money = moneyOf(field, text, currency);
    if (money.currency !== currency)
      throw usage(
        `--${flag} is in ${money.currency}, and --currency is ${currency}`,
        'Leave one of them out.',
      );
    amounts[keyOf(flag)] = `${decimalText(money)} ${currency}`;
  }
  const [first] = spec.fields.filter(({ type, access }) => type === 'money' && access === 'edit');
  if (Object.keys(amounts).length === 0 && first)
    throw usage('--currency needs an amount', `For example: --${flagOf(first)} 120 --currency ${currency}`);
  return { ...options, ...amounts };
}

function moneyOf(field: Field, text: string, currency: string): Money {
  try {
    return parseMoney(text, currency);
  } catch (error) {
    throw named(error, field);
  }
}
