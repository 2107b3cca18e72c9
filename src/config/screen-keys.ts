import { usage } from '../domain/errors.ts';
import { oneOf } from '../domain/one-of.ts';

/** The table of the config file with the user's own keys. */
export const KEYS_TABLE = 'keys';
export const KEYS_HELP =
  'the key of an action, as ? names it, on all screens or on one: keys.undo, keys.board.won; several with spaces';

/** The screens that have keys, as the config file calls them. */
export const KEY_SCREENS = ['board', 'review', 'duplicates', 'calls', 'cases', 'dashboard'] as const;
export type KeyScreen = (typeof KEY_SCREENS)[number];

/** Takes the keys of an action away. */
const NO_KEY = 'none';

const ACTION = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Keys with a name, by what people write. */
const NAMED: Readonly<Record<string, string>> = {
  space: ' ',
  enter: 'enter',
  return: 'enter',
  esc: 'escape',
  escape: 'escape',
  tab: 'tab',
  up: 'up',
  down: 'down',
  left: 'left',
  right: 'right',
  pgup: 'page-up',
  'page-up': 'page-up',
  pgdn: 'page-down',
  'page-down': 'page-down',
  home: 'home',
  end: 'end',
  del: 'delete',
  delete: 'delete',
  backspace: 'backspace',
};

/** Keys that have another name with the shift key. */
const SHIFTED: ReadonlySet<string> = new Set(['tab', 'up', 'down', 'left', 'right']);

/** Letters that a terminal does not tell from another key with Ctrl, or that do the same everywhere. */
const TAKEN_CTRL: Readonly<Record<string, string>> = {
  c: 'always quits',
  z: 'always suspends',
  h: 'is Backspace to a terminal',
  i: 'is Tab to a terminal',
  j: 'is Enter to a terminal',
  m: 'is Enter to a terminal',
};

/** The name of a setting in the table: `keys.undo`, `keys.board.won`. */
export type KeySettingName = `${typeof KEYS_TABLE}.${string}`;

/** Keys that are set for an action: on one screen, or on all. */
interface KeySetting {
  readonly screen: KeyScreen | null;
  readonly action: string;
  /** None where its key was taken away. */
  readonly keys: readonly string[];
}

/** The user's own keys, and the file they are set in. */
export interface KeySettings {
  readonly path: string | undefined;
  readonly settings: readonly KeySetting[];
}

/** The keys among the values of a config file. */
export function keySettings(
  path: string | undefined,
  values: Readonly<Record<string, string | undefined>>,
): KeySettings {
  const settings = Object.entries(values).flatMap(([name, value]): KeySetting[] => {
    if (!name.startsWith(`${KEYS_TABLE}.`) || value === undefined) return [];
    const [first = '', second] = name.slice(KEYS_TABLE.length + 1).split('.');
    const keys = readKeys(value);
    return second === undefined
      ? [{ screen: null, action: first, keys }]
      : [{ screen: first as KeyScreen, action: second, keys }];
  });
  return { path, settings };
}

/** The setting of `undo` or `board.won` in the table. Throws `usage` for a name that can be none. */
export function keySettingName(name: string): KeySettingName {
  const [first = '', second, ...more] = name.split('.');
  if (second !== undefined) oneOf('unknown screen', first, KEY_SCREENS);
  if (more.length === 0 && ACTION.test(second ?? first)) return `${KEYS_TABLE}.${name}`;
  throw usage(`"${KEYS_TABLE}.${name}" names no action`, `For example: ${KEYS_TABLE}.board.won`);
}

/** Checks the keys of an action, and writes them in one way. Throws `usage`. */
export function checkKeys(text: string): string {
  const keys = readKeys(text);
  return keys.length === 0 ? NO_KEY : keys.map(writtenKey).join(' ');
}

/** Reads keys: `M`, `ctrl-o space`, `gg`; `none` for none. Throws `usage`. */
function readKeys(text: string): string[] {
  const words = text.split(/\s+/).filter(Boolean);
  if (words.length === 1 && words[0]?.toLowerCase() === NO_KEY) return [];
  if (words.length > 0) return [...new Set(words.map(readKey))];
  throw usage('a key cannot be blank', `Name one, such as M, ctrl-o or space; ${NO_KEY} takes it away.`);
}

function readKey(word: string): string {
  const name = word.toLowerCase();
  if (Object.hasOwn(NAMED, name)) return NAMED[name] as string;
  const [, shifted = ''] = /^shift-(.+)$/.exec(name) ?? [];
  if (SHIFTED.has(shifted)) return `shift-${shifted}`;
  const [, letter = ''] = /^(?:ctrl-|\^)([a-z])$/.exec(name) ?? [];
  const reason = TAKEN_CTRL[letter];
  if (reason !== undefined) throw usage(`ctrl-${letter} cannot be set: it ${reason}`);
  if (letter !== '') return `ctrl-${letter}`;
  const [first, second, ...more] = [...word];
  const isOne = second === undefined || (second === first && more.length === 0);
  if (isOne && !/\p{Cc}/u.test(word)) return word;
  throw usage(
    `"${word}" is no key`,
    'A key is a character, a letter twice (gg), ctrl- and a letter, or one of: ' +
      `${Object.keys(NAMED).join(', ')}, ${[...SHIFTED].map((each) => `shift-${each}`).join(', ')}.`,
  );
}

const writtenKey = (key: string): string => (key === ' ' ? 'space' : key);
