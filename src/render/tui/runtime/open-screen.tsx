import { Box, render, Text, useApp, useIsScreenReaderEnabled, usePaste, useWindowSize } from 'ink';
import { memo, useEffect, useMemo, useSyncExternalStore } from 'react';
import { exitCodeOf } from '../../../domain/errors.ts';
import { terminalSafe } from '../../../domain/terminal-text.ts';
import { type Background, backgroundOfVariable } from '../../../io/style-mode.ts';
import type { IO } from '../../../io/types.ts';
import { paintOf } from '../../color.ts';
import { makePen } from '../../parts/pen.ts';
import { rulerFor } from '../../text-width.ts';
import { type AltScreen, altScreen } from './alt-screen.ts';
import { askBackground, UNWATCH, WATCH, withoutAnswers } from './background.ts';
import { Canvas } from './canvas.ts';
import { useKeys } from './keys.ts';
import { Loop } from './loop.ts';
import { type MouseEvent, MouseGestures, withoutMouse } from './mouse.ts';
import type { Program, ScreenState } from './program.ts';

/** Takes string-width to be measured, so that a ruler made for it measures anything. */
const ANY_TEXT = ['👩‍🚀'];

/** How a screen ended. */
export interface ScreenExit<State> {
  readonly state: State;
  readonly code: number;
  /** What broke it off, if something did. */
  readonly error: unknown;
}

/**
 * Fills the terminal with a screen until it ends, in whatever way; what was under way is then done or has failed.
 *
 * @param now - The time that keys and ticks come with.
 */
export async function openScreen<
  State extends ScreenState<Cmd>,
  Msg,
  Cmd extends { readonly type: string },
  Target,
>(program: Program<State, Msg, Cmd, Target>, io: IO, now = () => io.now()): Promise<ScreenExit<State>> {
  const ruler = await rulerFor(ANY_TEXT);
  const theme = await watchTheme(io);
  const canvasOn = (background: Background) => {
    const paint = paintOf(io, io.stdout, background);
    return new Canvas(makePen(io.env, paint, ruler), paint);
  };
  const loop = new Loop(program, now);
  const screen = altScreen(io.terminal().stdout);
  const mouse: MouseListener = { handle: () => {} };
  const ring = () => void io.terminal().stdout.write(BELL);
  let [code, error]: [number, unknown] = [1, undefined];
  try {
    code = await showUntilExit(
      <Screen
        loop={loop}
        program={program}
        theme={theme}
        canvasOn={canvasOn}
        suspend={() => io.suspend()}
        setMouse={screen.setMouse}
        ring={ring}
        listener={mouse}
      />,
      io,
      theme,
      screen,
      mouse,
    );
  } catch (thrown) {
    error = thrown;
  } finally {
    theme.stop();
  }
  return { state: await loop.end(), code, error };
}

/** Hears of the mouse; the screen sets what it does. */
interface MouseListener {
  handle: (event: MouseEvent) => void;
}

/** The background of the terminal while a screen is open. */
interface ThemeWatch {
  readonly background: Background;
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes what the terminal says of itself out of what is typed. */
  readonly keyboard: (stdin: NodeJS.ReadStream) => NodeJS.ReadStream;
  readonly stop: () => void;
}

/** Finds out what the background is, and follows it. Asks only where the theme depends on it and nothing else says it. */
async function watchTheme(io: IO): Promise<ThemeWatch> {
  const listeners = new Set<() => void>();
  let background = io.background();
  const depends = io.theme === 'auto' || io.theme === 'ansi';
  const hasColor = io.stdout.depth !== 'plain' && io.stdout.depth !== 'mono';
  const isNamed = backgroundOfVariable(io.env.COLORFGBG) !== 'unknown';
  if (!depends || !hasColor || isNamed)
    return { background, subscribe: () => () => {}, keyboard: (stdin) => stdin, stop() {} };
  const { stdin, stdout } = io.terminal();
  const hear = (heard: Background) => {
    if (heard === 'unknown') return;
    io.keepBackground(heard);
    background = heard;
    for (const listener of listeners) listener();
  };
  hear(await askBackground(stdin, stdout));
  stdout.write(WATCH);
  return {
    get background() {
      return background;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keyboard: (keys) => withoutAnswers(keys, hear),
    stop: () => stdout.write(UNWATCH),
  };
}

/** The size of the terminal, for the state that a screen starts with. */
export function terminalSize(io: IO) {
  const { columns = 80, rows = 24 } = io.terminal().stdout;
  return { columns, rows };
}

/** Shows it until it ends by `useApp().exit(code)`, with an error, or by a signal. The terminal is then as it was before. */
async function showUntilExit(
  screen: React.ReactNode,
  io: IO,
  theme: ThemeWatch,
  { stdout: shownOn }: AltScreen,
  mouse: MouseListener,
): Promise<number> {
  const { stdin, stdout } = io.terminal();
  const shown = render(screen, {
    stdin: withoutMouse(theme.keyboard(stdin), (event) => mouse.handle(event)),
    stdout: shownOn,
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

function Screen<State extends ScreenState<Cmd>, Msg, Cmd extends { readonly type: string }, Target>({
  loop,
  program,
  theme,
  canvasOn,
  suspend,
  setMouse,
  ring,
  listener,
}: {
  readonly loop: Loop<State, Msg, Cmd, Target>;
  readonly program: Program<State, Msg, Cmd, Target>;
  readonly theme: ThemeWatch;
  readonly canvasOn: (background: Background) => Canvas;
  readonly suspend: () => Promise<void>;
  readonly setMouse: AltScreen['setMouse'];
  readonly ring: () => void;
  readonly listener: MouseListener;
}) {
  const background = useSyncExternalStore(theme.subscribe, () => theme.background);
  const canvas = useMemo(() => canvasOn(background), [canvasOn, background]);
  const state = useSyncExternalStore(loop.subscribe, () => loop.state);
  const { columns, rows } = useWindowSize();
  const { exit, suspendTerminal } = useApp();
  const isRead = useIsScreenReaderEnabled();
  const tickMs = ((isRead || !state.motion) && program.calmTickMs) || program.tickMs;
  useEffect(
    () => loop.start({ exit, handOver: (work) => suspendTerminal(() => runToTheEnd(work)) }),
    [loop, exit, suspendTerminal],
  );
  useEffect(() => {
    if (columns !== loop.state.size.columns || rows !== loop.state.size.rows) loop.resize({ columns, rows });
  }, [loop, columns, rows]);
  useEffect(() => {
    const timer = setInterval(() => loop.tick(), tickMs);
    return () => clearInterval(timer);
  }, [loop, tickMs]);
  useEffect(() => {
    const timer = setInterval(() => loop.watchDatabase(), WATCH_MS);
    return () => clearInterval(timer);
  }, [loop]);
  useEffect(() => {
    let isOver = false;
    let next = setTimeout(remind, FIRST_REMINDER_MS);
    async function remind() {
      const found = await loop.remind();
      if (isOver) return;
      if (found === 'shown') ring();
      next = setTimeout(remind, found === 'no room yet' ? AGAIN_MS : REMINDER_MS);
    }
    return () => {
      isOver = true;
      clearTimeout(next);
    };
  }, [loop, ring]);
  const shown = { ...state, size: { columns, rows } };
  const { mouse } = state;
  useEffect(() => setMouse(mouse), [setMouse, mouse]);
  const gestures = useMemo(() => new MouseGestures<Target>(), []);
  useEffect(() => {
    listener.handle = (event) => {
      // As it is now: keys that came before may not be drawn yet.
      const now = { ...loop.state, size: { columns, rows } };
      const gesture = gestures.take(event, program.mouseMap(now, canvas));
      if (gesture?.type === 'keys') loop.keys(gesture.keys);
      else if (gesture) loop.gesture(gesture);
    };
  }, [listener, gestures, loop, program, canvas, columns, rows]);
  useKeys((keys) => {
    loop.keys(keys.filter((key) => key !== SUSPEND));
    if (keys.includes(SUSPEND)) void suspendTerminal(() => runToTheEnd(suspend));
  });
  usePaste((text) => loop.paste(text));
  const view = (isRead && program.screenReaderView) || program.view;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      {view(shown, canvas).map((text, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are identified by their row.
        <Row key={row} text={text} />
      ))}
    </Box>
  );
}

/** Milliseconds between two looks where the database is. */
const WATCH_MS = 500;

/** When reminders are looked for: soon after a screen opens, then each so many milliseconds. */
const FIRST_REMINDER_MS = 3000;
const REMINDER_MS = 20_000;
/** And again where a message had not been seen yet. */
const AGAIN_MS = 1000;
const BELL = '\u0007';

/** The key that stops the program on every screen. */
const SUSPEND = 'ctrl-z';

/** A question that was asked lets go of the keyboard a moment after it is answered; before that nobody else can hear it. */
async function runToTheEnd(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Rendered again only when its text has changed. */
const Row = memo(function Row({ text }: { readonly text: string }) {
  return <Text wrap="truncate">{text === '' ? ' ' : terminalSafe(text, 'links')}</Text>;
});
