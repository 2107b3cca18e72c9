import { type Key as InkKey, useInput } from 'ink';

/** Keys that have a name; every other is the character that was typed, or `ctrl-` and a letter. */
const NAMED = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'page-up'],
  ['pageDown', 'page-down'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const satisfies readonly (readonly [keyof InkKey, string])[];

/** Keys that are others with the shift key. */
const SHIFTED: ReadonlySet<string> = new Set(['tab', 'up', 'down', 'left', 'right']);

/** Calls `handle` with the keys that were pressed, in order: those that are typed fast come from Ink in one piece. */
export function useKeys(handle: (keys: readonly string[]) => void): void {
  useInput((input, key) => {
    const keys = keysOf(input, key);
    if (keys.length > 0) handle(keys);
  });
}

/** The keys in what Ink hands on. */
export function keysOf(input: string, key: InkKey): string[] {
  if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`];
  const named = NAMED.find(([flag]) => key[flag]);
  if (named?.[1] === 'enter' && key.meta) return ['alt-enter'];
  if (named) return [key.shift && SHIFTED.has(named[1]) ? `shift-${named[1]}` : named[1]];
  if (key.meta) return [];
  return Array.from(input, nameOf).filter((name) => name !== '');
}

function nameOf(character: string): string {
  const code = character.charCodeAt(0);
  if (character === '\r' || character === '\n') return 'enter';
  if (character === '\t') return 'tab';
  if (code === 0x7f || code === 0x08) return 'backspace';
  if (code === 0x1b) return '';
  return code < 0x20 ? `ctrl-${String.fromCharCode(code + 0x60)}` : character;
}
