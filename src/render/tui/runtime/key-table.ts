import { showMessage } from './message.ts';
import type { RuntimeMsg, ScreenState, Step } from './program.ts';

/** A key of a screen: the one place that handles it, lists it in the help and names it at the bottom. */
export interface Binding<State, Cmd> {
  /** What it is called in the config file. */
  readonly action: string;
  /** Names of keys, as `keysOf` gives them; a letter twice is that key pressed twice. */
  readonly keys: readonly [string, ...string[]];
  readonly help: string;
  readonly group: string;
  /** A word for the bottom of the screen, of keys that matter most; empty where it does not matter now. */
  readonly hint?: string | ((state: State) => string);
  /** Why it does nothing now; null where it does something. */
  readonly disabled?: (state: State) => string | null;
  /** Whether the key acts only once while it is held down. */
  readonly once?: true;
  readonly press: (state: State) => Step<State, Cmd>;
}

type KeyMsg = Extract<RuntimeMsg<never>, { readonly type: 'key' }>;

/** What a key comes to; null for one that is not in the table. */
export function pressKey<State extends ScreenState<Cmd>, Cmd>(
  table: readonly Binding<State, Cmd>[],
  state: State,
  { key, isHeld, isSecond }: KeyMsg,
): Step<State, Cmd> | null {
  const twice = bindingOf(table, key + key);
  const binding = isSecond && twice ? twice : bindingOf(table, key);
  // The first of two does nothing by itself.
  if (!binding) return twice ? [state] : null;
  if (binding.once && isHeld) return [state];
  const reason = binding.disabled?.(state) ?? null;
  return reason === null ? binding.press(state) : [showMessage(state, 'bad', reason)];
}

/** The binding of a key; undefined for a key that does nothing. */
export function bindingOf<Each extends { readonly keys: readonly string[] }>(
  table: readonly Each[],
  key: string,
): Each | undefined {
  return table.find(({ keys }) => keys.includes(key));
}

/** The first key of an action, as the screen writes it; empty where it has none. */
export function keyOfAction(
  table: readonly Pick<Binding<never, never>, 'action' | 'keys'>[],
  action: string,
): string {
  const binding = table.find((each) => each.action === action);
  return binding ? keyName(binding.keys[0]) : '';
}

/** Keys and their word for the bottom of the screen: how each is written, and what it is called. */
export interface KeyHint {
  readonly keys: readonly { readonly name: string; readonly key: string }[];
  readonly word: string;
  /** Whether it moves the cursor, which arrows do too: left out first where there is little room. */
  readonly moves?: boolean;
}

/** The first key of an action, for a hint; none where it has none. */
export function hintKeys(
  table: readonly Pick<Binding<never, never>, 'action' | 'keys'>[],
  action: string,
): KeyHint['keys'] {
  const key = table.find((each) => each.action === action)?.keys[0];
  return key === undefined ? [] : [{ name: keyName(key), key }];
}

/** The group of keys that only move the cursor. */
export const MOVE_GROUP = 'Move';

/** The keys that matter most now; those of one word stand together: `HL move`. */
export function keyHints<State, Cmd>(table: readonly Binding<State, Cmd>[], state: State): KeyHint[] {
  const named = table.map(({ keys: [key], hint = '', group }) => ({
    key,
    moves: group === MOVE_GROUP,
    word: typeof hint === 'string' ? hint : hint(state),
  }));
  return [...Map.groupBy(named, ({ word }) => word)]
    .filter(([word]) => word !== '')
    .map(([word, hints]) => ({
      word,
      keys: hints.map(({ key }) => ({ key, name: keyName(key) })),
      moves: hints.every(({ moves }) => moves),
    }));
}

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  'page-up': 'PgUp',
  'page-down': 'PgDn',
  home: 'Home',
  end: 'End',
  enter: 'Enter',
  escape: 'Esc',
  tab: 'Tab',
  backspace: 'Backspace',
  delete: 'Del',
};

/** A key as the screen writes it. */
export function keyName(key: string): string {
  if (key.startsWith('ctrl-')) return `^${key.slice(5).toUpperCase()}`;
  if (key.startsWith('alt-')) return `Alt-${keyName(key.slice(4))}`;
  if (key.startsWith('shift-')) return `⇧${keyName(key.slice(6))}`;
  return NAMES[key] ?? key;
}
