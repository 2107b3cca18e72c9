import type { StyledLine } from '../../styled-line.ts';
import { type Binding, keyName } from './key-table.ts';

const KEY_COLUMNS = 11;

/** What is to be known of a key or a sign. */
export function helpLine(label: string, help: string): StyledLine {
  return [{ text: `  ${label.padEnd(KEY_COLUMNS)} `, look: 'bold' }, { text: help }];
}

/** A key with its help. */
export function keyHelpLine({ keys, help }: Pick<Binding<never, never>, 'keys' | 'help'>): StyledLine {
  return helpLine(keys.map(keyName).join(' '), help);
}
