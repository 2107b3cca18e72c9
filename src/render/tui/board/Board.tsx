import { Box, Text, useApp, usePaste, useWindowSize } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import { fitted } from '../../board/spans.ts';
import { useKeysTogether } from '../keys.ts';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { Help } from './Help.tsx';
import { Lanes } from './Lanes.tsx';
import { Lines } from './Line.tsx';
import { LEAST, layoutOf } from './layout.ts';
import { useRuler } from './ruler.ts';
import type { BoardSession } from './session.ts';
import type { BoardState } from './state.ts';
import { Table } from './Table.tsx';

/** Milliseconds between two looks at whether another process has written. */
const LOOK = 250;

/** The whole screen. */
export function Board({ session }: { readonly session: BoardSession }) {
  const state = useSyncExternalStore(session.subscribe, () => session.state);
  const { columns, rows } = useWindowSize();
  const { exit, suspendTerminal } = useApp();
  useEffect(
    () => session.attach({ exit, handOver: (work) => suspendTerminal(work) }),
    [session, exit, suspendTerminal],
  );
  useEffect(() => {
    if (columns !== session.state.size.columns || rows !== session.state.size.rows)
      void session.resize({ columns, rows });
  }, [session, columns, rows]);
  useEffect(() => {
    const timer = setInterval(() => void session.look(), LOOK);
    return () => clearInterval(timer);
  }, [session]);
  useKeysTogether((keys) => void session.keys(keys));
  usePaste((text) => void session.paste(text));
  return <Screen state={{ ...state, size: { columns, rows } }} />;
}

function Screen({ state }: { readonly state: BoardState }) {
  const { columns, rows } = state.size;
  const { isTooSmall, body } = layoutOf(state);
  if (isTooSmall) return <TooSmall state={state} />;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Header state={state} />
      <Box height={body} width={columns}>
        <Middle state={state} />
      </Box>
      <Footer state={state} />
    </Box>
  );
}

function Middle({ state }: { readonly state: BoardState }) {
  const { main, body } = layoutOf(state);
  if (state.mode.kind === 'help')
    return <Help top={state.mode.top} height={body} width={state.size.columns} />;
  const isEmpty = state.view === 'board' && (state.frame?.lanes ?? []).every(({ count }) => count === 0);
  return (
    <>
      {main === 0 ? null : (
        <Box width={main}>
          {isEmpty ? (
            <Empty state={state} />
          ) : state.view === 'board' ? (
            <Lanes state={state} />
          ) : (
            <Table state={state} />
          )}
        </Box>
      )}
      <Detail state={state} />
    </>
  );
}

/** The record under the cursor, as `crm opp show` has it. */
function Detail({ state }: { readonly state: BoardState }) {
  const ruler = useRuler();
  const { pane, body, main } = layoutOf(state);
  if (state.mode.kind !== 'detail') return null;
  const { lines, top } = state.mode;
  const first = Math.min(top, Math.max(0, lines.length - body));
  return (
    <Box flexDirection="column" width={pane} marginLeft={main === 0 ? 0 : 1}>
      <Lines
        lines={Array.from({ length: body }, (_, at) => {
          const text = lines[first + at] ?? '';
          const look = first + at === 0 ? ({ look: 'bold' } as const) : {};
          return fitted(
            [
              { text: '│ ', look: 'dim' },
              { text, ...look },
            ],
            pane,
            ruler,
          );
        })}
      />
    </Box>
  );
}

function Empty({ state }: { readonly state: BoardState }) {
  const isNarrowed = state.query.filter !== '' || state.query.owner !== null;
  return (
    <Box flexDirection="column" paddingLeft={2} paddingTop={1}>
      {isNarrowed ? (
        <Text>No deal fits. Esc clears the filter, f shows those of others.</Text>
      ) : (
        <>
          <Text bold>No deals yet.</Text>
          <Text>Press a to add the first, or quit (q) and try: crm demo</Text>
        </>
      )}
    </Box>
  );
}

function TooSmall({ state }: { readonly state: BoardState }) {
  const { columns, rows } = state.size;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Text wrap="wrap">
        The board needs {LEAST.columns} × {LEAST.rows}; this terminal is {columns} × {rows}. Enlarge it, or q
        quits.
      </Text>
    </Box>
  );
}
