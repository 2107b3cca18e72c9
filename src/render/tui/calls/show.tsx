import type { IO } from '../../../io/types.ts';
import { showScreen } from '../screen.ts';
import { reduce } from './reducer.ts';
import { makeCallRunner } from './runner.ts';
import { Session, type SessionProps } from './Session.tsx';
import { type State, startingState } from './state.ts';

/** How a session ended. */
export interface Ending {
  readonly state: State;
  /** The exit code. */
  readonly code: number;
  /** What broke it off, if something did. */
  readonly error: unknown;
}

/** Runs a session on the terminal until it ends, in whatever way; what was under way is then done or has failed. */
export async function showSession(props: Omit<SessionProps, 'worker' | 'onState'>, io: IO): Promise<Ending> {
  const worker = makeCallRunner(props.desk);
  let state = startingState(props.beginning);
  let [code, error]: [number, unknown] = [1, undefined];
  try {
    const screen = (
      <Session
        {...props}
        worker={worker}
        onState={(latest) => {
          state = latest;
        }}
      />
    );
    code = await showScreen(screen, io);
  } catch (thrown) {
    error = thrown;
  }
  // What the screen has not been told any more.
  const rest = await worker.rest(state.task).catch(() => null);
  return { state: rest ? reduce(state, rest) : state, code, error };
}
