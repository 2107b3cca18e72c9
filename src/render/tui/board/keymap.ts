import type { KeyEntry } from './key-entry.ts';
import { DEALS } from './keys-deal.ts';
import { MOVES } from './keys-move.ts';
import { BOARD_KEYS, SEES } from './keys-see.ts';

/** Every key of the board, in the order help lists them. */
export const KEYMAP: readonly KeyEntry[] = [...MOVES, ...DEALS, ...SEES, ...BOARD_KEYS];

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
