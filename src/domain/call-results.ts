/** What happened on the line: fixed, because the metrics are made of it. */
export const DISPOSITIONS = [
  'answered',
  'gatekeeper',
  'voicemail',
  'no-answer',
  'busy',
  'wrong-number',
  'failed',
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** One word that says how a call went: its disposition and, if answered, what came of it. */
export interface CallResult {
  readonly word: string;
  readonly disposition: Disposition;
  /** Speaks for a sale. */
  readonly positive: boolean;
  /** A meeting was agreed. */
  readonly meeting: boolean;
  /** They want to be called again at a time that was agreed. */
  readonly callback: boolean;
  /** No further tries. */
  readonly stops: boolean;
  readonly doNotCall: boolean;
  /** The number is not theirs or does not work. */
  readonly badNumber: boolean;
  /** The lead status it leads to from an open one; null leaves it as a dial or a connect would. */
  readonly status: 'qualified' | 'nurturing' | 'disqualified' | null;
}

const result = (word: string, disposition: Disposition, flags: Partial<CallResult> = {}): CallResult => ({
  word,
  disposition,
  positive: false,
  meeting: false,
  callback: false,
  stops: false,
  doNotCall: false,
  badNumber: false,
  status: null,
  ...flags,
});

/** The results every database knows, as the calling trade names them. */
export const CALL_RESULTS: readonly CallResult[] = [
  result('no-answer', 'no-answer'),
  result('busy', 'busy'),
  result('voicemail', 'voicemail'),
  result('gatekeeper', 'gatekeeper'),
  result('wrong-number', 'wrong-number', { badNumber: true }),
  result('failed', 'failed', { badNumber: true }),
  result('callback', 'answered', { callback: true }),
  result('connected', 'answered'),
  result('interested', 'answered', { positive: true }),
  result('not-interested', 'answered', { stops: true, status: 'nurturing' }),
  result('meeting-set', 'answered', { positive: true, meeting: true, status: 'qualified' }),
  result('qualified', 'answered', { positive: true, stops: true, status: 'qualified' }),
  result('do-not-call', 'answered', { stops: true, doNotCall: true, status: 'disqualified' }),
];

/** The built-in result a word stands for, or undefined. Case and `_` for `-` do not matter. */
export function callResult(word: string): CallResult | undefined {
  const key = resultKey(word);
  return CALL_RESULTS.find((known) => known.word === key);
}

/** The spelling of a result that is kept: lower case, with `-` between words. */
export function resultKey(word: string): string {
  return word.trim().toLowerCase().replaceAll(/[ _]+/g, '-');
}
