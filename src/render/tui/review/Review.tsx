import { Box, useApp, usePaste, useWindowSize } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import { Lines } from '../board/Line.tsx';
import { useRuler } from '../board/ruler.ts';
import { useKeys } from '../runtime/keys.ts';
import { screenLines } from './screen-lines.ts';
import type { ReviewSession } from './session.ts';

/** Milliseconds between two looks at whether another process has written. */
const LOOK = 250;

/** The whole screen. */
export function Review({
  session,
  now,
}: {
  readonly session: ReviewSession;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}) {
  const state = useSyncExternalStore(session.subscribe, () => session.state);
  const ruler = useRuler();
  const { columns, rows } = useWindowSize();
  const { exit } = useApp();
  useEffect(() => session.attach(exit), [session, exit]);
  useEffect(() => {
    if (columns !== session.state.size.columns || rows !== session.state.size.rows)
      void session.resize({ columns, rows });
  }, [session, columns, rows]);
  useEffect(() => {
    const timer = setInterval(() => void session.look(), LOOK);
    return () => clearInterval(timer);
  }, [session]);
  useKeys((keys) => {
    for (const key of keys) void session.key(key, now());
  });
  usePaste((text) => void session.paste(text));
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Lines lines={screenLines({ ...state, size: { columns, rows } }, ruler)} />
    </Box>
  );
}
