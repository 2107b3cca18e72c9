import type { Deps } from '../app/deps.ts';
import type { Context } from '../context.ts';
import { isoTime } from '../domain/dates.ts';
import { refused, usage } from '../domain/errors.ts';
import type { DatabaseWatch } from '../render/tui/runtime/program.ts';
import type { LockWait } from '../store/lock-wait.ts';
import type { Store } from '../store/store.ts';
import { depsOf } from './deps.ts';

/** For a screen, which keeps drawing and reading keys: gives up soon and tries again between two keys. */
export const SCREEN_LOCK_WAIT: LockWait = {
  limitMs: 250,
  noticeAfterMs: Number.POSITIVE_INFINITY,
  onNotice: () => {},
  watchSignals: () => ({ signal: new AbortController().signal, stop: () => {} }),
};

/** What a screen works with while it is open: time goes on, and each use case acts at the current time. */
export interface ScreenContext {
  /** The context of the command, its clock running. */
  readonly ctx: Context;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** What a use case may know now. */
  deps(): Promise<Deps>;
}

/** The current time in milliseconds since the epoch. A time set with `--now` runs on from there. */
export function runningClock({ clock, io }: Context): () => number {
  const ahead = clock.now() - io.now();
  return () => io.now() + ahead;
}

/** A command's context for a screen, which never waits long for other writers. */
export async function openScreenContext(base: Context): Promise<ScreenContext> {
  const now = runningClock(base);
  const store = await base.store();
  store.engine.setLockWait(SCREEN_LOCK_WAIT);
  const ctx = { ...base, user: base.user, clock: { now } };
  const deps = async (): Promise<Deps> => ({
    ...depsOf(ctx, store.at(isoTime(now()))),
    // A screen shows no other progress.
    withProgress: (_label, _outcome, work) => work(async () => {}),
  });
  return { ctx, now, deps };
}

/** Watches the file of the database while a screen is open; `forget` is called when it is another one. */
export const databaseWatch = (
  { engine }: Store,
  forget: () => Promise<void> = async () => {},
): DatabaseWatch => {
  // From now on it knows what is its own.
  engine.place();
  return {
    databasePlace: () => engine.place(),
    async reconnect() {
      if (await engine.reconnect()) await forget();
    },
  };
};

/** Whether a screen can be drawn and answered here, and rows were not asked for instead. */
export function canShowScreen({ io, settings }: Context): boolean {
  return io.stdin.isTTY && io.stdout.isTTY && io.env.TERM !== 'dumb' && !settings.format;
}

/** Throws a usage error that says what a screen lacks here, and what does its work elsewhere. */
export function requireScreen({ io }: Context, screen: string, elsewhere: string): void {
  if (!io.stdin.isTTY || !io.stdout.isTTY) throw usage(`${screen} needs a terminal`, elsewhere);
  if (io.env.TERM === 'dumb')
    throw usage(`${screen} needs a terminal that can move its cursor, and TERM is dumb`, elsewhere);
}

/** Throws `refused` for a database that cannot be written: nothing could be stored. */
export async function requireWritable(ctx: Context, what: string): Promise<void> {
  if ((await ctx.store()).engine.readonly)
    throw refused(`the database "${ctx.settings.db}" cannot be written, so ${what}`);
}
