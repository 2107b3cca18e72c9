import type { KeyScreen, KeySettings } from '../../config/screen-keys.ts';
import { CALL_RESULTS } from '../../domain/call-results.ts';
import { KEYS as BOARD } from './board/keys.ts';
import { callKeys } from './calls/keys.ts';
import { KEYS as CASES } from './cases/keys.ts';
import { KEYS as DUPLICATES } from './dedupe/keys.ts';
import { KEYS as REVIEW } from './review/keys.ts';
import { withOwnKeys } from './runtime/own-keys.ts';

/** Throws `usage` for keys that a screen would not take. */
export function checkOwnKeys(own: KeySettings): void {
  withOwnKeys(BOARD, 'board', own);
  withOwnKeys(REVIEW, 'review', own);
  withOwnKeys(CASES, 'cases', own);
  withOwnKeys(DUPLICATES, 'duplicates', own);
  const calls = callKeys(CALL_RESULTS);
  // A team's outcomes are actions too; the session knows them when it opens.
  const isKnown = ({ screen, action }: KeySettings['settings'][number]) =>
    screen !== ('calls' satisfies KeyScreen) || calls.some((each) => each.action === action);
  withOwnKeys(calls, 'calls', { ...own, settings: own.settings.filter(isKnown) });
}
