import { expect, test } from 'vitest';
import { KEYS as BOARD } from '../../../src/render/tui/board/keys.ts';
import { KEYS as DUPLICATES } from '../../../src/render/tui/dedupe/keys.ts';
import { KEYS as REVIEW } from '../../../src/render/tui/review/keys.ts';
import { keyName } from '../../../src/render/tui/runtime/key-table.ts';

type Table = readonly { readonly keys: readonly string[]; readonly help: string; readonly group: string }[];
const SCREENS: Readonly<Record<string, Table>> = { BOARD, REVIEW, DUPLICATES };

test.each(Object.entries(SCREENS))('%s: each key does one thing, and help names it', (_, table) => {
  const keys = table.flatMap((binding) => binding.keys);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  for (const { keys: own, help, group } of table)
    expect([own.length > 0, help !== '', group !== '']).toEqual([true, true, true]);
});

/** Keys that mean the same wherever they are, by a word of their help. */
const COMMON: Readonly<Record<string, RegExp>> = {
  '?': /keys/,
  u: /undo/,
  q: /quit|end/,
  down: /down|next/,
  up: /up|before/,
};

test.each(Object.entries(COMMON))('%s means the same on every screen', (key, word) => {
  for (const [screen, table] of Object.entries(SCREENS)) {
    const binding = table.find(({ keys }) => keys.includes(key));
    expect([screen, binding?.help]).toEqual([screen, expect.stringMatching(word)]);
  }
});

test('the keys of all screens', () => {
  const lines = Object.entries(SCREENS).map(
    ([screen, table]) => `${screen} ${table.map(({ keys }) => keys.map(keyName).join(' ')).join(', ')}`,
  );
  expect(lines).toMatchInlineSnapshot(`
    [
      "BOARD h ←, j ↓, k ↑, l →, PgDn ^D, PgUp ^U, G End, Home, ^N, ^P, H ⇧←, L ⇧→, m, w, x, o, Enter, a, e, E, p, d, c, n, t, Space, 1, 2, 3, 4, 5, /, s, f, z, ^K, g, Tab, u, U, :, r, Esc, ?, q, ^C",
      "REVIEW k Space, m, H ⇧←, L ⇧→, t, x, w, d, p, n, s l → Tab, b h ← ⇧Tab, ↓ j, ↑, PgDn, PgUp, u, ?, q, ^C",
      "DUPLICATES 1 ←, 2 →, c, n, s Space, u, ?, q, ↑ k, ↓ j",
    ]
  `);
});
