import { type CallResult, resultKey } from '../call-results.ts';
import { type Moment, readMomentNow, refusePassed } from '../dates.ts';
import { isCrmError, usage } from '../errors.ts';

/** What callers write for the results that every database knows. */
const SHORT: Readonly<Record<string, string>> = {
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

/** No result has more words than this, and no time. */
const MOST_RESULT_WORDS = 4;
const MOST_TIME_WORDS = 6;

/** What a line says that was typed during a call. */
export interface NoteLine {
  /** Null when it is a note and nothing else. */
  readonly result: CallResult | null;
  /** When something is to follow. */
  readonly next: Moment | null;
  readonly note: string;
}

/** What to write for a result. */
export function shortFor(result: CallResult): string {
  return Object.keys(SHORT).find((short) => SHORT[short] === result.word) ?? result.word;
}

/**
 * Reads a line such as `vm`, `cb thu 3pm wants pricing` or `not interested: too dear`: how the call went, in short or
 * in full, then for a result that speaks of later the time, in the program's own grammar, and then the note. A line that
 * begins with no result is a note. Throws `usage` for a time that has passed, cannot be read or is missing.
 */
export function readNoteLine(line: string, results: readonly CallResult[], now: number): NoteLine {
  const words = line.trim().split(/\s+/);
  const found = leadingResult(words, results);
  if (!found) return { result: null, next: null, note: words.join(' ') };
  return readAfter(found.result, words.slice(found.count).join(' '), now);
}

/** Reads what follows the result of a call: for one that speaks of later the time, then the note. Throws `usage`. */
export function readAfter(result: CallResult, text: string, now: number): NoteLine & { result: CallResult } {
  const words = text.trim().split(/\s+/);
  const asksForTime = result.callback || result.meeting;
  const time = asksForTime || result.positive ? leadingTime(words, now, asksForTime) : null;
  if (asksForTime && !time)
    throw usage(
      `when is the ${result.callback ? 'callback' : 'meeting'}?`,
      `Such as: ${shortFor(result)} thu 3pm`,
    );
  return { result, next: time?.moment ?? null, note: words.slice(time?.count ?? 0).join(' ') };
}

/** The result that the first words name, the most of them that do. */
function leadingResult(
  words: readonly string[],
  results: readonly CallResult[],
): { result: CallResult; count: number } | null {
  for (let count = Math.min(words.length, MOST_RESULT_WORDS); count > 0; count--) {
    const key = resultKey(words.slice(0, count).join(' ')).replace(/[:,;.]$/, '');
    const word = Object.hasOwn(SHORT, key) ? SHORT[key] : key;
    const result = results.find((each) => each.word === word);
    if (result) return { result, count };
  }
  return null;
}

/** The time that the first words name, the most of them that do. `needed`: what stands in its place must be one. */
function leadingTime(
  words: readonly string[],
  now: number,
  needed: boolean,
): { moment: Moment; count: number } | null {
  let wrong: unknown = null;
  for (let count = Math.min(words.length, MOST_TIME_WORDS); count > 0; count--) {
    const text = words
      .slice(0, count)
      .join(' ')
      .replace(/[:,;]$/, '');
    const moment = momentOf(text, now, (error) => {
      wrong = error;
    });
    if (!moment) continue;
    refusePassed(moment, text, now);
    return { moment, count };
  }
  if (needed && wrong) throw wrong;
  return null;
}

function momentOf(text: string, now: number, refuse: (error: unknown) => void): Moment | null {
  try {
    return readMomentNow(text, now);
  } catch (error) {
    if (!isCrmError(error)) throw error;
    refuse(error);
    return null;
  }
}
