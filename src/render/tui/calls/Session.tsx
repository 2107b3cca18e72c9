import { useApp, useIsScreenReaderEnabled, usePaste, useWindowSize } from 'ink';
import { useEffect, useReducer } from 'react';
import type { ZoneClock } from '../../../domain/calling/zone-clock.ts';
import { Lines } from '../Lines.tsx';
import { useKeys } from '../runtime/keys.ts';
import type { CallPort } from './port.ts';
import { reduce } from './reducer.ts';
import { type CallRunner, RETRY_MS } from './runner.ts';
import { screenLines } from './screen-lines.ts';
import { type SessionStart, type State, startingState } from './state.ts';

export interface SessionProps {
  readonly beginning: SessionStart;
  readonly desk: CallPort;
  readonly worker: CallRunner;
  readonly user: string;
  readonly clock: ZoneClock;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How often the lead that is on the screen is kept for longer, in milliseconds. */
  readonly keepEvery: number;
  readonly onState: (state: State) => void;
}

/** The hour on the phone, on a screen of its own. */
export function Session(props: SessionProps) {
  const { desk, worker, now, onState, user, clock } = props;
  const [state, dispatch] = useReducer(reduce, props.beginning, startingState);
  const { exit } = useApp();
  const { columns, rows } = useWindowSize();

  useKeys((keys) => {
    for (const key of keys) dispatch({ is: 'key', key, now: now() });
  });
  usePaste((text) => dispatch({ is: 'paste', text }));
  // Who listens to the screen would hear all of it again with every second of the timer.
  const tick = useIsScreenReaderEnabled() ? 60_000 : 1000;
  useEffect(() => {
    const timer = setInterval(() => dispatch({ is: 'tick', now: now() }), tick);
    return () => clearInterval(timer);
  }, [now, tick]);

  useEffect(() => onState(state), [state, onState]);
  useEffect(() => {
    if (state.ended !== null) exit(state.ended);
  }, [state.ended, exit]);

  const { task } = state;
  useEffect(() => {
    if (!task) return;
    const timer = setTimeout(
      () => worker.perform(task).then(dispatch, exit),
      task.tries === 0 ? 0 : RETRY_MS,
    );
    return () => clearTimeout(timer);
  }, [task, worker, exit]);

  const { card } = state;
  useEffect(() => {
    if (!card) return;
    const timer = setInterval(() => desk.keep(card).catch(exit), props.keepEvery);
    return () => clearInterval(timer);
  }, [card, desk, props.keepEvery, exit]);

  return <Lines lines={screenLines(state, { user, clock, columns, rows })} columns={columns} rows={rows} />;
}
