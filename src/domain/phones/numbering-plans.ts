import type { CountryCode, MetadataJson } from 'libphonenumber-js/core';

/** The numbering plans of all countries, as libphonenumber-js has them (version 4 of its metadata). */
export interface NumberingPlans extends MetadataJson {
  readonly version: number;
  readonly country_calling_codes: Record<string, CountryCode[]>;
  readonly countries: Record<string, unknown[]>;
}

/** Places in the list that the metadata has for a country. */
const CALLING_CODE = 0;
const INTERNATIONAL_PREFIX = 1;
const PATTERN = 2;
const LENGTHS = 3;
const NATIONAL_PREFIX = 5;
const NATIONAL_PREFIX_FOR_PARSING = 7;
const LEADING_DIGITS = 10;
const TYPES = 11;

/** How numbers of one country are written, and which exist. */
export interface CountryPlan {
  readonly callingCode: string;
  /** Dialled before a number of another country. */
  readonly internationalPrefix: RegExp;
  /** Dialled before a number within the country; also what stands for a carrier. */
  readonly nationalPrefix: RegExp | null;
  readonly pattern: RegExp;
  /** Numbers of this country among those that share its calling code. */
  readonly leadingDigits: RegExp | null;
  /** Whether a national number, without its prefix, can exist. */
  isValid(national: string): boolean;
}

/** A country by its code alone: that needs no names. */
export function countryByCode(
  { countries }: Pick<NumberingPlans, 'countries'>,
  text: string,
): CountryCode | null {
  const code = text.trim().toUpperCase();
  if (code.length !== 2) return null;
  const known = code === 'UK' ? 'GB' : code;
  return Object.hasOwn(countries, known) ? (known as CountryCode) : null;
}

/** Makes a lookup of plans by country, each made when it is first wanted. */
export function makePlanLookup({ countries }: NumberingPlans): (country: CountryCode) => CountryPlan | null {
  const plans = new Map<CountryCode, CountryPlan | null>();
  return (country) => {
    let plan = plans.get(country);
    if (plan === undefined) {
      const data = countries[country];
      plan = data ? planOf(data) : null;
      plans.set(country, plan);
    }
    return plan;
  };
}

/** Numbers of one type: mobile, freephone and so on. */
interface NumberType {
  readonly pattern: RegExp;
  readonly lengths: readonly number[];
}

function planOf(data: readonly unknown[]): CountryPlan {
  const pattern = whole(data[PATTERN] as string);
  const lengths = data[LENGTHS] as readonly number[];
  const types = (data[TYPES] as readonly unknown[] | undefined)?.flatMap((type): NumberType[] => {
    const [text, own] = (type || ['']) as [string, (readonly number[])?];
    return text === '' ? [] : [{ pattern: whole(text), lengths: own ?? lengths }];
  });
  const prefix = data[NATIONAL_PREFIX_FOR_PARSING] || data[NATIONAL_PREFIX];
  const leading = data[LEADING_DIGITS];
  return {
    callingCode: data[CALLING_CODE] as string,
    internationalPrefix: beginning(data[INTERNATIONAL_PREFIX] as string),
    nationalPrefix: prefix ? beginning(prefix as string) : null,
    pattern,
    leadingDigits: leading ? beginning(leading as string) : null,
    isValid(national) {
      if (!pattern.test(national)) return false;
      if (!types || types.length === 0) return true;
      for (const type of types)
        if (type.lengths.includes(national.length) && type.pattern.test(national)) return true;
      return false;
    },
  };
}

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);
const beginning = (pattern: string) => new RegExp(`^(?:${pattern})`);
