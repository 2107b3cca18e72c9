import { commonKey, mouseKey } from '../runtime/common-keys.ts';
import { OPEN_HELP } from '../runtime/help-popup.ts';
import type { Binding } from '../runtime/key-table.ts';
import { exit } from '../runtime/program.ts';
import { bodyRows, type DashboardCmd, type DashboardState, readAgain, scrolledTo } from './state.ts';

const common = commonKey<DashboardState, DashboardCmd>;

const scroll =
  (by: (state: DashboardState) => number): Binding<DashboardState, DashboardCmd>['press'] =>
  (state) => [scrolledTo(state, state.scroll + by(state))];

const GROUP = 'Keys';

/** Every key of the screen. */
export const KEYS: readonly Binding<DashboardState, DashboardCmd>[] = [
  common(
    'down',
    GROUP,
    'scroll down',
    scroll(() => 1),
    { hint: 'scroll' },
  ),
  common(
    'up',
    GROUP,
    'scroll up',
    scroll(() => -1),
  ),
  common('page-down', GROUP, 'a page down', scroll(bodyRows)),
  common(
    'page-up',
    GROUP,
    'a page up',
    scroll((state) => -bodyRows(state)),
  ),
  common('first', GROUP, 'to the top', (state) => [scrolledTo(state, 0)]),
  common('last', GROUP, 'to the end', (state) => [scrolledTo(state, Number.POSITIVE_INFINITY)]),
  {
    action: 'refresh',
    keys: ['r'],
    help: 'read everything again',
    group: GROUP,
    hint: 'refresh',
    press: (state) => (state.isReading ? [state] : readAgain(state)),
  },
  mouseKey(GROUP),
  common('help', GROUP, 'these keys', (state) => [{ ...state, message: null, help: OPEN_HELP }], {
    hint: 'keys',
  }),
  common('quit', GROUP, 'quit', (state) => [state, exit(0)], { hint: 'quit' }),
  common('quit-now', GROUP, 'quit at once', (state) => [state, exit(130)]),
];
