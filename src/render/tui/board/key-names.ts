import type { Key } from 'ink';

const NAMED = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
] as const satisfies readonly (readonly [keyof Key, string])[];

/**
 * The names of the keys that Ink has seen at once: keys pressed fast come as one text. `shift-` stands before arrows
 * only, `ctrl-` before letters; a character is its own name, a blank is `space`.
 */
export function keyNames(input: string, key: Key): string[] {
  const named = NAMED.find(([property]) => key[property] === true);
  if (named) return [key.shift && named[1] !== 'tab' ? `shift-${named[1]}` : named[1]];
  if (key.ctrl) return [`ctrl-${input}`];
  if (key.meta) return [];
  return Array.from(input, characterName);
}

const WRITTEN: Readonly<Record<string, string>> = {
  ' ': 'space',
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
  '\x1b': 'esc',
};

function characterName(character: string): string {
  const code = character.charCodeAt(0);
  return WRITTEN[character] ?? (code < 0x20 ? `ctrl-${String.fromCharCode(code + 0x60)}` : character);
}
