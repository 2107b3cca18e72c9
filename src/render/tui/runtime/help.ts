import type { StyledLine } from '../../styled-line.ts';
import { type Binding, keyName } from './key-table.ts';

const KEY_COLUMNS = 11;

/** What is to be known of a key or a sign. */
function helpLine(label: string, help: string): StyledLine {
  return [{ text: `  ${label.padEnd(KEY_COLUMNS)} `, look: 'bold' }, { text: help }];
}

/** A key with its help. */
export function keyHelpLine({ keys, help }: Pick<Binding<never, never>, 'keys' | 'help'>): StyledLine {
  return helpLine(keys.map(keyName).join(' '), help);
}

/** What the bottom of the screen says under help. */
export const HELP_KEYS: StyledLine = [{ text: 'j k PgDn PgUp scroll   any other key closes', look: 'muted' }];

const PAGES: Readonly<Record<string, 1 | -1>> = {
  'page-down': 1,
  'page-up': -1,
  'ctrl-d': 1,
  'ctrl-u': -1,
};
const LINES: Readonly<Record<string, 1 | -1>> = { j: 1, k: -1, down: 1, up: -1 };

/** How far a key scrolls text of so many rows by pages, a little kept in sight; 0 for one that does not scroll. */
export function pageDelta(key: string, rows: number): number {
  return (PAGES[key] ?? 0) * Math.max(1, rows - 2);
}

/** The same, also line by line. */
export function scrollDelta(key: string, rows: number): number {
  return LINES[key] ?? pageDelta(key, rows);
}
