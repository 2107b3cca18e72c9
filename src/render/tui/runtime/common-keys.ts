import type { Binding } from './key-table.ts';
import { showMessage } from './message.ts';
import type { ScreenState } from './program.ts';

/** What means the same on every screen, by its name in the config file, and the keys that do it. */
export const COMMON_KEYS = {
  down: ['j', 'down'],
  up: ['k', 'up'],
  left: ['h', 'left'],
  right: ['l', 'right'],
  'page-down': ['page-down', 'ctrl-d'],
  'page-up': ['page-up', 'ctrl-u'],
  first: ['home', 'gg'],
  last: ['end', 'G'],
  next: ['ctrl-n'],
  previous: ['ctrl-p'],
  open: ['enter'],
  find: ['/'],
  command: [':'],
  detail: ['z'],
  undo: ['u'],
  back: ['escape'],
  mouse: ['M'],
  help: ['?'],
  quit: ['q'],
  'quit-now': ['ctrl-c'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type CommonAction = keyof typeof COMMON_KEYS;

/** The binding of a common action on one screen; `without` are keys that are answers there. */
export function commonKey<State, Cmd>(
  action: CommonAction,
  group: string,
  help: string,
  press: Binding<State, Cmd>['press'],
  more: Pick<Binding<State, Cmd>, 'hint' | 'disabled' | 'once'> & { readonly without?: string } = {},
): Binding<State, Cmd> {
  const { without, ...rest } = more;
  const keys = COMMON_KEYS[action].filter((key) => key !== without);
  return { action, keys: keys as unknown as Binding<State, Cmd>['keys'], group, help, press, ...rest };
}

/** The key that turns the mouse on and off. */
export const mouseKey = <State extends ScreenState<Cmd>, Cmd>(group: string): Binding<State, Cmd> =>
  commonKey('mouse', group, 'the mouse on and off', (state) => {
    const mouse = !state.mouse;
    const text = mouse ? 'the mouse works; with Shift it selects text as before' : 'the mouse is off';
    return [showMessage({ ...state, mouse }, 'info', text)];
  });
