import { useApp, useWindowSize } from 'ink';
import { useEffect, useReducer } from 'react';
import { useKeys } from '../keys.ts';
import { Lines } from '../Lines.tsx';
import type { DedupePort } from './port.ts';
import { reduce } from './reducer.ts';
import { perform, RETRY_MS } from './runner.ts';
import { screenLines } from './screen-lines.ts';
import { type State, startingState } from './state.ts';

interface ReviewProps {
  readonly port: DedupePort;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onState: (state: State) => void;
}

/** Pairs of likely duplicates, one after the other, on a screen of their own. */
export function Review({ port, now, onState }: ReviewProps) {
  const [state, dispatch] = useReducer(reduce, port.count, startingState);
  const { exit } = useApp();
  const { columns, rows } = useWindowSize();

  useKeys((key) => dispatch({ is: 'key', key, now: now() }));
  useEffect(() => onState(state), [state, onState]);

  const { task, ended } = state;
  useEffect(() => {
    // What was begun is finished before the screen goes: its change is in the database or it is not.
    if (ended !== null && !task) exit(ended);
  }, [ended, task, exit]);
  useEffect(() => {
    if (!task) return;
    const timer = setTimeout(
      () => perform(port, task).then(dispatch, exit),
      task.tries === undefined ? 0 : RETRY_MS,
    );
    return () => clearTimeout(timer);
  }, [task, port, exit]);

  return <Lines lines={screenLines(state, { columns, rows })} columns={columns} rows={rows} />;
}
