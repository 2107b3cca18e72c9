import { Box, Text, useApp, usePaste, useWindowSize } from 'ink';
import { useEffect, useReducer } from 'react';
import type { ZoneClock } from '../../../domain/calling/zone-clock.ts';
import { useKeys } from '../keys.ts';
import type { Desk } from './desk.ts';
import type { ScreenLine, Span } from './lines.ts';
import { reduce } from './reducer.ts';
import { screenLines } from './screen-lines.ts';
import { type Beginning, begin, type State } from './state.ts';
import { PAUSE, type Worker } from './worker.ts';

export interface SessionProps {
  readonly beginning: Beginning;
  readonly desk: Desk;
  readonly worker: Worker;
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
  const [state, dispatch] = useReducer(reduce, props.beginning, begin);
  const { exit } = useApp();
  const { columns, rows } = useWindowSize();

  useKeys((key) => dispatch({ is: 'key', key, now: now() }));
  usePaste((text) => dispatch({ is: 'paste', text }));
  useEffect(() => {
    const timer = setInterval(() => dispatch({ is: 'tick', now: now() }), 1000);
    return () => clearInterval(timer);
  }, [now]);

  useEffect(() => onState(state), [state, onState]);
  useEffect(() => {
    if (state.ended !== null) exit(state.ended);
  }, [state.ended, exit]);

  const { task } = state;
  useEffect(() => {
    if (!task) return;
    const timer = setTimeout(() => worker.perform(task).then(dispatch, exit), task.tries === 0 ? 0 : PAUSE);
    return () => clearTimeout(timer);
  }, [task, worker, exit]);

  const { card } = state;
  useEffect(() => {
    if (!card) return;
    const timer = setInterval(() => desk.keep(card).catch(exit), props.keepEvery);
    return () => clearInterval(timer);
  }, [card, desk, props.keepEvery, exit]);

  return (
    <Box flexDirection="column" width={columns} height={rows}>
      {screenLines(state, { user, clock, columns, rows }).map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by the row it stands in.
        <Row key={row} line={line} />
      ))}
    </Box>
  );
}

function Row({ line }: { line: ScreenLine }) {
  return (
    <Box height={1} paddingX={1} justifyContent="space-between">
      <Box flexShrink={1}>
        <Spans spans={line.left} />
      </Box>
      {line.right && (
        <Box flexShrink={0} marginLeft={1}>
          <Spans spans={line.right} />
        </Box>
      )}
    </Box>
  );
}

function Spans({ spans }: { spans: readonly Span[] }) {
  return (
    <Text wrap="truncate-end">
      {spans.map((span, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is known by its place in the line.
        <Piece key={at} span={span} />
      ))}
    </Text>
  );
}

function Piece({ span: { text, looks = [], link } }: { span: Span }) {
  const color = looks.find((look) => look === 'red' || look === 'green' || look === 'cyan');
  return (
    <Text
      bold={looks.includes('bold')}
      dimColor={looks.includes('dim')}
      inverse={looks.includes('inverse')}
      {...(color ? { color } : {})}
    >
      {link ? `\u001b]8;;${link}\u0007${text}\u001b]8;;\u0007` : text}
    </Text>
  );
}
