import type { CountryCode, MetadataJson } from 'libphonenumber-js/core';

/** How to recognise a complete number of one calling code. */
interface Plan {
  readonly callingCode: string;
  /** The trunk prefix, dialled before a number within the country. */
  readonly prefix: RegExp | null;
  /** Whether the prefix is simply removed, without a replacement. */
  readonly isPlainPrefix: boolean;
  readonly pattern: RegExp;
  /** Possible lengths of a number in any country that shares the code. */
  readonly lengths: ReadonlySet<number>;
}

/** The parts of the library's metadata for plain numbers; its types omit some. */
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

/** Countries by calling code. */
type Codes = ReadonlyMap<string, readonly CountryCode[]>;

/** Groups of digits with an optional plus: no extension, letters or other scripts. */
const PLAIN_NUMBER = /^\+?[\d ().-]{3,30}$/;
const MAX_CODE_DIGITS = 3;

/**
 * Makes a fast reader for plainly written numbers. It returns E.164 as the library would, or null if the number needs
 * the library. It costs a tenth.
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
    for (let length = 1; length <= MAX_CODE_DIGITS; length++) {
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
    if (!PLAIN_NUMBER.test(typed)) return null;
    const digits = typed.replace(/\D+/g, '');
    if (typed.startsWith('+')) {
      const plan = byCode(digits);
      return plan && removeTrunkPrefix(plan, digits.slice(plan.callingCode.length));
    }
    return home === null || abroad.test(digits) ? null : readNational(home, digits);
  };
}

/** A number without its trunk prefix. */
function removeTrunkPrefix({ prefix, lengths, callingCode }: Plan, national: string): string | null {
  return prefix?.test(national) || !lengths.has(national.length) ? null : `+${callingCode}${national}`;
}

/** A number as dialled within the country. */
function readNational(plan: Plan, digits: string): string | null {
  const { prefix, isPlainPrefix, pattern, callingCode } = plan;
  const found = prefix?.exec(digits)?.[0];
  if (digits.startsWith(callingCode) && found !== callingCode) return null;
  if (found === undefined) return removeTrunkPrefix(plan, digits);
  const rest = digits.slice(found.length);
  if (!isPlainPrefix || (pattern.test(digits) && !pattern.test(rest))) return null;
  return removeTrunkPrefix(plan, rest);
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
