import { KEYS_TABLE, type KeyScreen, type KeySettings } from '../../../config/screen-keys.ts';
import { usage } from '../../../domain/errors.ts';
import { findNearest } from '../../../domain/suggest.ts';
import { COMMON_KEYS } from './common-keys.ts';
import { type Binding, keyName } from './key-table.ts';

type AnyBinding = Pick<Binding<never, never>, 'action' | 'keys' | 'help'>;

/** What cannot have another key: there is always a way to leave. */
const FIXED = 'quit-now';

/** What gives way to a key that is set: the mouse has a setting too. */
const YIELDING = 'mouse';

/**
 * The table of a screen with the user's own keys. Throws `usage` for an action that does not exist, and for a key that two
 * of them have.
 */
export function withOwnKeys<Each extends AnyBinding>(
  table: readonly Each[],
  screen: KeyScreen,
  { settings, path }: KeySettings,
): readonly Each[] {
  // What is set for one screen counts before what is set for all.
  const chosen = new Map<string, readonly string[]>();
  const ofScreens = settings.filter((each) => each.screen === null || each.screen === screen);
  for (const each of ofScreens.toSorted(
    (one, other) => Number(one.screen !== null) - Number(other.screen !== null),
  )) {
    checkAction(
      each.screen === null ? Object.keys(COMMON_KEYS) : table.map(({ action }) => action),
      each,
      path,
    );
    chosen.set(each.action, each.keys);
  }
  if (chosen.size === 0) return table;
  const taken = new Set([...chosen.values()].flat());
  const own = table.flatMap((binding): Each[] => {
    const isYielding = binding.action === YIELDING && binding.keys.some((key) => taken.has(key));
    const keys = chosen.get(binding.action) ?? (isYielding ? [] : undefined);
    if (keys === undefined) return [binding];
    const [first, ...more] = keys;
    return first === undefined ? [] : [{ ...binding, keys: [first, ...more] as const }];
  });
  checkClashes(own, screen, path);
  return own;
}

function checkAction(
  known: readonly string[],
  { screen, action }: KeySettings['settings'][number],
  path: string | undefined,
): void {
  const table = screen === null ? KEYS_TABLE : `${KEYS_TABLE}.${screen}`;
  const changeable = known.filter((each) => each !== FIXED);
  if (changeable.includes(action)) return;
  const [near] = findNearest(action, changeable);
  throw usage(
    action === FIXED ? 'ctrl-c always quits at once' : `unknown action "${action}" in [${table}]`,
    ...(near ? [`Did you mean "${near}"?`] : []),
    `One of: ${changeable.join(', ')}`,
    ...setIn(path),
  );
}

function checkClashes(table: readonly AnyBinding[], screen: KeyScreen, path: string | undefined): void {
  const owners = new Map<string, string>();
  for (const { keys, action } of table)
    for (const key of keys) {
      const other = owners.get(key);
      if (other !== undefined)
        throw usage(
          `[${KEYS_TABLE}.${screen}]: the key ${keyName(key)} is both ${other} and ${action}`,
          `Give one of them another key, or "none": ${action} = "…"`,
          ...setIn(path),
        );
      owners.set(key, action);
    }
}

const setIn = (path: string | undefined): string[] => (path === undefined ? [] : [`It is set in ${path}.`]);
