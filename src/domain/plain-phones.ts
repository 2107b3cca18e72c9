import type { CountryCode, MetadataJson } from 'libphonenumber-js/core';

/** How numbers of one calling code are told to be whole and plain. */
interface Plan {
  readonly callingCode: string;
  /** What is dialled before a number within the country, at its beginning. */
  readonly prefix: RegExp | null;
  /** Whether that is taken off and nothing is put in its place. */
  readonly isPlainPrefix: boolean;
  readonly pattern: RegExp;
  /** How many digits a number may have, whichever of the countries that share the code it is of. */
  readonly lengths: ReadonlySet<number>;
}

/** The parts of the library's metadata that plain numbers are read by; its types leave some of them out. */
export interface NumberingPlans {
  selectNumberingPlan(country: CountryCode): void;
  readonly numberingPlan?:
    | {
        callingCode(): string;
        IDDPrefix(): string;
        nationalNumberPattern(): string;
        nationalPrefixForParsing(): string | 0 | undefined;
        possibleLengths(): readonly number[];
      }
    | undefined;
}

/** Countries that have a calling code. */
type Codes = ReadonlyMap<string, readonly CountryCode[]>;

/** Digits in groups, a plus before them or none: nothing in them is an extension, a letter or a digit of another script. */
const PLAIN = /^\+?[\d ().-]{3,30}$/;
const MOST_DIGITS_OF_A_CODE = 3;

/**
 * Makes a reader of numbers that are written plainly: E.164 for a number as the library would read it, null for one
 * that takes the library to read. It costs a tenth.
 */
export function makePlainPhoneReader(
  rules: MetadataJson,
  plans: NumberingPlans,
  defaultCountry: CountryCode,
): (typed: string) => string | null {
  const codes: Codes = new Map(Object.entries(rules.country_calling_codes));
  const known = new Map<string, Plan | null>();
  const home = planOf(plans, defaultCountry, codes);
  plans.selectNumberingPlan(defaultCountry);
  const abroad = new RegExp(`^(?:${plans.numberingPlan?.IDDPrefix()})`);

  const byCode = (digits: string): Plan | null => {
    for (let length = 1; length <= MOST_DIGITS_OF_A_CODE; length++) {
      const code = digits.slice(0, length);
      const [country] = codes.get(code) ?? [];
      if (country === undefined) continue;
      let plan = known.get(code);
      if (plan === undefined) {
        plan = planOf(plans, country, codes);
        known.set(code, plan);
      }
      return plan;
    }
    return null;
  };

  return (typed) => {
    if (!PLAIN.test(typed)) return null;
    const digits = typed.replace(/\D+/g, '');
    if (typed.startsWith('+')) {
      const plan = byCode(digits);
      return plan && written(plan, digits.slice(plan.callingCode.length));
    }
    return home === null || abroad.test(digits) ? null : dialled(home, digits);
  };
}

/** A number without what is dialled before it within the country. */
function written({ prefix, lengths, callingCode }: Plan, national: string): string | null {
  return prefix?.test(national) || !lengths.has(national.length) ? null : `+${callingCode}${national}`;
}

/** A number as it is dialled within the country. */
function dialled(plan: Plan, digits: string): string | null {
  const { prefix, isPlainPrefix, pattern, callingCode } = plan;
  const found = prefix?.exec(digits)?.[0];
  if (digits.startsWith(callingCode) && found !== callingCode) return null;
  if (found === undefined) return written(plan, digits);
  const rest = digits.slice(found.length);
  if (!isPlainPrefix || (pattern.test(digits) && !pattern.test(rest))) return null;
  return written(plan, rest);
}

function planOf(plans: NumberingPlans, country: CountryCode, codes: Codes): Plan | null {
  plans.selectNumberingPlan(country);
  const { numberingPlan } = plans;
  if (!numberingPlan) return null;
  const callingCode = numberingPlan.callingCode();
  const prefix = numberingPlan.nationalPrefixForParsing();
  const plan = {
    callingCode,
    prefix: prefix ? new RegExp(`^(?:${prefix})`) : null,
    isPlainPrefix: typeof prefix === 'string' && !prefix.includes('('),
    pattern: new RegExp(`^(?:${numberingPlan.nationalNumberPattern()})$`),
  };
  let lengths = [...numberingPlan.possibleLengths()];
  for (const sharing of codes.get(callingCode) ?? []) {
    plans.selectNumberingPlan(sharing);
    lengths = lengths.filter((length) => plans.numberingPlan?.possibleLengths().includes(length));
  }
  return { ...plan, lengths: new Set(lengths) };
}
