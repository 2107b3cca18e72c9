/** What happened on the line. Fixed, because the metrics build on it. */
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

/** One word for how a call went: the disposition and, if answered, the outcome. */
export interface CallResult {
  readonly word: string;
  readonly disposition: Disposition;
  /** The lead is interested. */
  readonly positive: boolean;
  /** A meeting was agreed. */
  readonly meeting: boolean;
  /** A callback was agreed for a certain time. */
  readonly callback: boolean;
  /** No further attempts. */
  readonly stops: boolean;
  readonly doNotCall: boolean;
  /** The number belongs to somebody else or does not work. */
  readonly badNumber: boolean;
  /** The status that an open lead gets; null if the disposition alone decides. */
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

/** The results that every database has. */
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

/** The short forms of the results, as callers type them. */
export const SHORT_FORMS: Readonly<Record<string, string>> = {
  na: 'no-answer',
  bz: 'busy',
  vm: 'voicemail',
  gk: 'gatekeeper',
  wn: 'wrong-number',
  fd: 'failed',
  cb: 'callback',
  co: 'connected',
  int: 'interested',
  ni: 'not-interested',
  ms: 'meeting-set',
  ql: 'qualified',
  dnc: 'do-not-call',
};

/** Other spellings of the results in a line that is typed during a call. */
export const SPELLINGS: Readonly<Record<string, string>> = {
  'n/a': 'no-answer',
  'no-ans': 'no-answer',
  noanswer: 'no-answer',
  'voice-mail': 'voicemail',
  lvm: 'voicemail',
  'left-vm': 'voicemail',
  'left-voicemail': 'voicemail',
  'left-a-voicemail': 'voicemail',
  'wrong-no': 'wrong-number',
  'wrong-num': 'wrong-number',
  'call-back': 'callback',
  'not-int': 'not-interested',
  notinterested: 'not-interested',
  'meeting-booked': 'meeting-set',
};

/** The name of a result from its short form or any spelling: `vm`, `No answer`. */
export function resultWord(text: string): string {
  const key = resultKey(text);
  return Object.hasOwn(SHORT_FORMS, key) ? (SHORT_FORMS[key] as string) : key;
}

/** The built-in result of that name, if any. Case does not matter, and `_` is the same as `-`. */
export function callResult(word: string): CallResult | undefined {
  const key = resultKey(word);
  return CALL_RESULTS.find((known) => known.word === key);
}

/** The stored spelling of a result: lower case, with `-` between words. */
export function resultKey(word: string): string {
  return word.trim().toLowerCase().replaceAll(/[ _]+/g, '-');
}
