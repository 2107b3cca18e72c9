import type { CallResult } from '../../../domain/call-results.ts';

/** What a key does that is not the result of a call. */
export type CallAction =
  | 'note'
  | 'answered'
  | 'dial'
  | 'skip'
  | 'undo'
  | 'script'
  | 'earlier'
  | 'later'
  | 'help'
  | 'quit'
  | 'interrupt';

/** A key of the session. */
export interface Binding {
  readonly keys: readonly [string, ...string[]];
  readonly does: CallAction | CallResult;
  /** For the foot of the screen. */
  readonly label: string;
  /** For the list of keys, where the label does not say it all. */
  readonly help?: string;
}

/** The keys of the results every database knows; a team's own have the digits. */
const RESULT_KEYS: ReadonlyMap<string, string> = new Map([
  ['no-answer', 'a'],
  ['busy', 'b'],
  ['voicemail', 'v'],
  ['gatekeeper', 'g'],
  ['wrong-number', 'w'],
  ['failed', 'f'],
  ['callback', 'c'],
  ['connected', 't'],
  ['interested', 'i'],
  ['not-interested', 'x'],
  ['meeting-set', 'm'],
  ['qualified', 'y'],
  // It blocks the number for everybody: not a key to hit by chance.
  ['do-not-call', 'D'],
]);

const DEEDS: readonly Binding[] = [
  {
    keys: ['n', 'enter'],
    does: 'note',
    label: 'note',
    help: 'write: vm, "cb thu 3pm wants pricing", or a note; Enter takes it',
  },
  { keys: [' '], does: 'answered', label: 'answered', help: 'they picked up: the timer starts anew' },
  { keys: ['d'], does: 'dial', label: 'dial', help: 'dial with your own command (crm config set dial …)' },
  { keys: ['s'], does: 'skip', label: 'skip', help: 'set the lead aside for two hours' },
  { keys: ['u'], does: 'undo', label: 'undo', help: 'take the last log back, and the one before, and so on' },
  { keys: ['p'], does: 'script', label: 'script', help: 'what to say, or what was said before' },
  { keys: ['up', 'k'], does: 'earlier', label: 'up', help: 'scroll up' },
  { keys: ['down', 'j'], does: 'later', label: 'down', help: 'scroll down' },
  { keys: ['?'], does: 'help', label: 'keys', help: 'these keys' },
  { keys: ['q'], does: 'quit', label: 'quit', help: 'leave; the lead before you goes back to the queue' },
  { keys: ['ctrl-c'], does: 'interrupt', label: 'leave', help: 'leave at once' },
];

/** All keys of a session where calls can have these results: the one table for what keys do and what help says. */
export function keymap(results: readonly CallResult[]): readonly Binding[] {
  let digit = 0;
  const ofResults = results.flatMap((result): Binding[] => {
    const key = RESULT_KEYS.get(result.word) ?? (digit < 9 ? String(++digit) : null);
    return key === null ? [] : [{ keys: [key], does: result, label: result.word }];
  });
  return [...ofResults, ...DEEDS];
}

/** What a key does; undefined for one that does nothing. */
export function actionOf(bindings: readonly Binding[], key: string): Binding['does'] | undefined {
  return bindings.find(({ keys }) => keys.includes(key))?.does;
}

/** A key as it is written on the screen. */
export function keyName(key: string): string {
  const names: Readonly<Record<string, string>> = {
    ' ': 'space',
    enter: 'Enter',
    up: '↑',
    down: '↓',
    'ctrl-c': 'Ctrl-C',
  };
  return names[key] ?? key;
}
