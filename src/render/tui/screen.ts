import { render } from 'ink';
import type { ReactNode } from 'react';
import { exitCodeOf } from '../../domain/errors.ts';
import type { IO } from '../../io/types.ts';
import { clearAltScreen } from './runtime/clear-alt-screen.ts';

/**
 * Fills the terminal with a screen until it ends: by its own `useApp().exit(code)`, with an error, or by a signal. The
 * terminal is then as it was before. Returns the exit code; rejects with the screen's error.
 */
export async function showScreen(screen: ReactNode, io: IO): Promise<number> {
  const { stdin, stdout } = io.terminal();
  const shown = render(screen, {
    stdin,
    stdout: clearAltScreen(stdout),
    alternateScreen: true,
    // Also where a variable says that this is a machine for building: a person has a terminal.
    interactive: true,
    exitOnCtrlC: false,
    // What a key does is on screen with the next frame.
    maxFps: 60,
    patchConsole: false,
    incrementalRendering: true,
  });
  const stop = () => shown.unmount();
  io.signal.addEventListener('abort', stop, { once: true });
  // A terminal that was closed fails whatever is still written to it: there is nobody to tell.
  for (const stream of [stdin, stdout]) stream.on('error', stop);
  stdin.on('end', stop);
  try {
    const code = await shown.waitUntilExit();
    if (io.signal.aborted) return exitCodeOf(io.signal.reason);
    return typeof code === 'number' ? code : 0;
  } finally {
    io.signal.removeEventListener('abort', stop);
    stdin.off('end', stop);
    shown.cleanup();
  }
}
