import { moveLane, moveRow, page } from './cursor.ts';
import type { KeyEntry } from './key-entry.ts';

const END = Number.POSITIVE_INFINITY;

const go = (keys: KeyEntry['keys'], label: string, help: string, press: KeyEntry['press']): KeyEntry => ({
  keys,
  label,
  help,
  group: 'Move',
  press,
});

export const MOVE_KEYS: readonly KeyEntry[] = [
  go(['h', 'left'], 'h ←', 'to the lane on the left', (s) => moveLane(s, -1)),
  go(['l', 'right'], 'l →', 'to the lane on the right', (s) => moveLane(s, 1)),
  go(['j', 'down'], 'j ↓', 'down', (s) => moveRow(s, 1)),
  go(['k', 'up'], 'k ↑', 'up', (s) => moveRow(s, -1)),
  go(['page-down', 'ctrl-d'], 'PgDn ^D', 'a page down', (s) => moveRow(s, page(s))),
  go(['page-up', 'ctrl-u'], 'PgUp ^U', 'a page up', (s) => moveRow(s, -page(s))),
  go(['G', 'end'], 'G End', 'to the last', (s) => moveRow(s, END)),
  go(['home'], 'Home', 'to the first', (s) => moveRow(s, -END)),
];
