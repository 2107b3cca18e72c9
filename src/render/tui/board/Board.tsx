import { Box, Text, useApp, useIsScreenReaderEnabled, usePaste, useWindowSize } from 'ink';
import { memo, useEffect, useSyncExternalStore } from 'react';
import { terminalSafe } from '../../terminal-text.ts';
import { useKeys } from '../runtime/keys.ts';
import type { Canvas } from './canvas.ts';
import { spokenRows } from './screen-reader-rows.ts';
import { screenRows } from './screen-rows.ts';
import type { BoardSession } from './session.ts';

/** Milliseconds between two looks at whether another process has written. */
const LOOK = 250;

/** The whole screen. */
export function Board({ session, canvas }: { readonly session: BoardSession; readonly canvas: Canvas }) {
  const state = useSyncExternalStore(session.subscribe, () => session.state);
  const { columns, rows } = useWindowSize();
  const { exit, suspendTerminal } = useApp();
  useEffect(
    () => session.attach({ exit, handOver: (work) => suspendTerminal(() => toTheEnd(work)) }),
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
  useKeys((keys) => void session.keys(keys));
  usePaste((text) => void session.paste(text));
  const shown = { ...state, size: { columns, rows } };
  const isRead = useIsScreenReaderEnabled();
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      {(isRead ? spokenRows(shown, canvas.ruler) : screenRows(shown, canvas)).map((text, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by the row it stands in.
        <Row key={row} text={text} />
      ))}
    </Box>
  );
}

/** A question that was asked lets go of the keyboard a moment after it is answered; before that nobody else can hear it. */
async function toTheEnd(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Made anew only when its text has changed. */
const Row = memo(function Row({ text }: { readonly text: string }) {
  return <Text wrap="truncate">{terminalSafe(text, 'styles')}</Text>;
});
