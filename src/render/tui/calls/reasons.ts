import { textOf } from '../runtime/line-editor.ts';
import type { CallState } from './state.ts';

/** The result that is asked why. */
export const STOPPING_RESULT = 'not-interested';

/** As many as there are digits. */
const MAX_SHOWN = 9;

/** The reasons that hold all that was typed, in the order of the list. */
export function shownReasons({ stopReasons, finder }: Pick<CallState, 'stopReasons' | 'finder'>): string[] {
  const words = textOf(finder).toLowerCase().split(/\s+/).filter(Boolean);
  return stopReasons
    .filter((reason) => words.every((word) => reason.toLowerCase().includes(word)))
    .slice(0, MAX_SHOWN);
}
