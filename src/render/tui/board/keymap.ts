import type { KeyEntry } from './key-entry.ts';
import { DEAL_KEYS } from './keys-deal.ts';
import { MOVE_KEYS } from './keys-move.ts';
import { BOARD_KEYS, VIEW_KEYS } from './keys-view.ts';

/** Every key of the board, in the order help lists them. */
export const KEYMAP: readonly KeyEntry[] = [...MOVE_KEYS, ...DEAL_KEYS, ...VIEW_KEYS, ...BOARD_KEYS];

const BY_KEY: ReadonlyMap<string, KeyEntry> = new Map(
  KEYMAP.flatMap((entry) => entry.keys.map((key) => [key, entry])),
);

export function entryFor(key: string): KeyEntry | undefined {
  return BY_KEY.get(key);
}

/** The keys that matter most, for the line at the bottom: `H L move  w won  …`. */
export function hints(): { readonly keys: string; readonly word: string }[] {
  const words = [...new Set(KEYMAP.flatMap(({ hint }) => (hint === undefined ? [] : [hint])))];
  return words.map((word) => ({
    word,
    keys: KEYMAP.filter(({ hint }) => hint === word)
      .map(({ label }) => label)
      .join(''),
  }));
}
