import { CALL_RESULTS, SHORT_FORMS } from '../domain/call-results.ts';
import type { Nouns } from '../nouns/nouns.ts';
import { GLOBALS_WITH_VALUE } from './globals.ts';

/** A bare number, `#42`, `lead:42`, or `.` for the lead taken in this terminal. */
const REFERENCE = /^(?:#?\d+|[a-z]\w*:#?\d+|\.)$/;

/** The reference that asks for the record. */
export const ASKED = '?';

/** The reference to the lead taken in this terminal. */
const CLAIMED_LEAD = '.';

/**
 * Whether a word alone is a command: the words of a call but for do-not-call, which is long on purpose, and `note`,
 * `show`, `done` and `snooze`.
 */
export function isShorthand(word: string): boolean {
  return isCallWord(word) || OTHER_WORDS.includes(word);
}

const OTHER_WORDS: readonly string[] = ['note', 'show', 'done', 'snooze'];

/** All words that are commands alone. */
export function shorthands(): string[] {
  const words = [...Object.keys(SHORT_FORMS), ...CALL_RESULTS.map(({ word }) => word)];
  return [...words.filter(isCallWord), ...OTHER_WORDS];
}

/**
 * The full command line for a short one: `vm` is `log call . vm`, `note 42 …` is `log note 42 …`, `show opp:7` is
 * `opp show opp:7`, `done 31` is `task done 31`, `snooze meeting:3 10m` is `meeting snooze meeting:3 10m`. Without a reference the words of a call, a note and `show` mean the lead
 * taken in this terminal. Other lines are returned as they are.
 */
export function expandShorthand(argv: readonly string[], nouns: Nouns): readonly string[] {
  const at = commandPosition(argv);
  const word = argv[at];
  if (word === undefined || !isShorthand(word)) return argv;
  const before = argv.slice(0, at);
  const rest = argv.slice(at + 1);
  const [first] = rest;
  if (word === 'done') return [...before, 'task', 'done', ...rest];
  if (word === 'snooze') {
    const noun = first === CLAIMED_LEAD ? 'lead' : (nounOf(first, nouns) ?? 'task');
    return [...before, noun, 'snooze', ...rest];
  }
  if (word === 'show') {
    const place = commandPosition(rest);
    const named = rest[place];
    // `show lead 42`: the noun is a word of its own.
    const apart = nouns.named(named ?? '')?.noun;
    const others = rest.slice(place + 1);
    if (apart !== undefined && others[commandPosition(others)] !== undefined)
      return [...before, apart, 'show', ...rest.slice(0, place), ...others];
    const noun = nounOf(named, nouns) ?? 'lead';
    return [...before, noun, 'show', ...(named === undefined ? [CLAIMED_LEAD] : []), ...rest];
  }
  const isReference = first !== undefined && REFERENCE.test(first) && !beginsTime(word, rest);
  const [reference, text] = isReference ? [first, rest.slice(1)] : [CLAIMED_LEAD, rest];
  if (word === 'note') return [...before, 'log', 'note', reference, ...text];
  return [...before, 'log', 'call', reference, word, ...text];
}

/** What makes a number before it a time: `cb 2 weeks`, `cb 10 pm`, `ms 10 uhr`. */
const AFTER_NUMBER =
  /^(?:[ap]\.?m\.?|h|hrs?|hours?|mins?|minutes?|days?|weeks?|months?|uhr|heures?|uur|o'?clock|their|my|past|to)$/i;
/** A month in any language that dates are read in, by its first letters. */
const MONTH =
  /^(?:jan|j\u00e4n|feb|f\u00e9v|fev|mar|m\u00e4r|maa|apr|avr|abr|ma[iyg]|mei|giu|ju[nil]|lug|aug|ao\u00fb|ago|sep|set|o[kc]t|ott|out|nov|de[czt]|d\u00e9c|dic|gen|ene)/i;
const LONGEST_MONTH = 31;

/** Whether the number after a word of a call is a part of a time: `cb 3 apr` is no call with lead 3, nor is `na 2 weeks`. */
function beginsTime(word: string, [number = '', next = '', ...more]: readonly string[]): boolean {
  const result = SHORT_FORMS[word] ?? word;
  const isAsked = result === 'callback' || result === 'meeting-set';
  if ((!isAsked && more.length > 0) || !/^\d+$/.test(number)) return false;
  if (AFTER_NUMBER.test(next)) return true;
  return isAsked && Number(number) <= LONGEST_MONTH && MONTH.test(next);
}

/** The noun in front of a reference, such as `meeting:3`. */
const nounOf = (reference: string | undefined, nouns: Nouns) =>
  nouns.find(/^([a-z]\w*):/.exec(reference ?? '')?.[1] ?? '')?.noun;

/** Index of the first word that is neither a global option nor the value of one. */
export function commandPosition(argv: readonly string[]): number {
  let at = 0;
  while (argv[at]?.startsWith('-')) at += GLOBALS_WITH_VALUE.has(argv[at] as string) ? 2 : 1;
  return at;
}

function isCallWord(word: string): boolean {
  if (word === 'dnc' || word === 'do-not-call') return false;
  return Object.hasOwn(SHORT_FORMS, word) || CALL_RESULTS.some((result) => result.word === word);
}
