/** ISO 4217 codes in use, and some recently withdrawn ones, because old records still name them. */
const CODES =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF ' +
  'CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD ' +
  'HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD ' +
  'LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP ' +
  'PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND ' +
  'TOP TRY TTD TWD TZS UAH UGX USD UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG';

/** Currencies with a number of decimals other than two. */
const NO_DECIMALS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF';
const THREE_DECIMALS = 'BHD IQD JOD KWD LYD OMR TND';
const FOUR_DECIMALS = 'CLF UYW';

/** All known currency codes, in alphabetical order. */
export function currencyCodes(): readonly string[] {
  return CODES.split(' ');
}

/** Currencies with other than two decimals, by number of decimals. */
export function oddDecimals(): readonly (readonly [decimals: number, codes: readonly string[]])[] {
  return [
    [0, NO_DECIMALS.split(' ')],
    [3, THREE_DECIMALS.split(' ')],
    [4, FOUR_DECIMALS.split(' ')],
  ];
}

/** Whether this is an ISO 4217 code in capitals. */
export function isCurrency(code: string): boolean {
  return isIn(CODES, code);
}

/** Number of decimals: 2 for USD, 0 for JPY, 3 for KWD. */
export function minorDigits(code: string): number {
  if (isIn(NO_DECIMALS, code)) return 0;
  if (isIn(THREE_DECIMALS, code)) return 3;
  return isIn(FOUR_DECIMALS, code) ? 4 : 2;
}

function isIn(codes: string, code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && codes.includes(code);
}
