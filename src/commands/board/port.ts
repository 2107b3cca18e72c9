import { closeOpp, getOppState, type OppStep, reopenOpp, stepOpp } from '../../app/opps/stage-changes.ts';
import { describeStep } from '../../app/opps/steps.ts';
import type { Context } from '../../context.ts';
import { isoTime } from '../../domain/dates.ts';
import { conflict, refused } from '../../domain/errors.ts';
import type { IO, Output } from '../../io/types.ts';
import { makePrompt } from '../../prompt.ts';
import type { BoardSource } from '../../render/board/source.ts';
import type { BoardPort, CommandResult, DealRef } from '../../render/tui/board/port.ts';
import { changesAfter, latestChangeId } from '../../store/history.ts';
import { SCREEN_LOCK_WAIT } from '../../store/lock-wait.ts';
import type { Store } from '../../store/store.ts';
import type { Tx } from '../../store/tx.ts';
import { users } from '../../store/users.ts';
import { editInEditor } from './editor.ts';
import { splitLine } from './split-line.ts';

/** What the board on a terminal does for real: moves through the store, all else as the commands do it. */
export async function boardPort(ctx: Context, source: BoardSource, now: () => number): Promise<BoardPort> {
  const store = await ctx.store();
  store.engine.setLockWait(SCREEN_LOCK_WAIT);
  const own = new Set<number>();
  let known = await latestChangeId(store.db);

  const act = (command: string) => ({ user: ctx.user, now: isoTime(now()), command });

  /** Takes one step with all these deals, or with none: each must stand where the board showed it. */
  const move = async (
    command: 'win' | 'lose' | 'reopen' | 'advance' | 'retreat',
    cards: readonly DealRef[],
    take: (tx: Tx, id: number) => Promise<OppStep | null>,
  ): Promise<string> => {
    const { id, result } = await store.changes.change(
      act(`board ${command}`),
      async (tx) => {
        const steps: OppStep[] = [];
        for (const card of cards) {
          await refuseMoved(store, tx, card);
          const step = await take(tx, card.id);
          if (step) steps.push(step);
        }
        return steps;
      },
      (steps) =>
        steps[0] && steps.length === 1
          ? `opp ${describeStep(steps[0])}`
          : `moved ${steps.length} opportunities`,
    );
    if (id !== null) own.add(id);
    const [only] = result;
    if (!only) throw refused(command === 'reopen' ? 'open already' : 'closed like this already');
    return result.length === 1
      ? describeStep(only)
      : `moved ${result.length} opportunities to ${only.to.name}`;
  };

  const close = (kind: 'won' | 'lost', cards: readonly DealRef[], values: Readonly<Record<string, string>>) =>
    move(kind === 'won' ? 'win' : 'lose', cards, (tx, id) =>
      closeOpp(tx, id, { kind, on: null, values }, ctx),
    );

  const run = async (argv: readonly string[], caught: CaughtIO): Promise<CommandResult> => {
    const before = await latestChangeId(store.db);
    const code = await ctx.run(argv, caught.io);
    // What it wrote is this board's own, not news.
    for (const { id, user } of await changesAfter(store.db, before)) if (user === ctx.user) own.add(id);
    return { code, text: caught.text(), isLocked: code !== 0 && caught.hasWaited() };
  };

  const port: BoardPort = {
    ...source,
    me: ctx.user,
    color: ctx.io.stdout.color,
    lockLimitMs: ctx.lockWait.limitMs,
    async owners() {
      const names = (await users(store.db)).map(({ name }) => name);
      return [...(names.includes(ctx.user) ? [ctx.user] : []), ...names.filter((name) => name !== ctx.user)];
    },
    step: (cards, way) =>
      move(way === 1 ? 'advance' : 'retreat', cards, (tx, id) => stepOpp(tx, id, way, ctx)),
    win: (cards) => close('won', cards, {}),
    lose: (cards, reason) => close('lost', cards, { lost_reason: reason }),
    reopen: (cards) => move('reopen', cards, (tx, id) => reopenOpp(tx, id, undefined, ctx)),
    async undo() {
      const { undone, id } = await store.changes.undo(act('board undo'));
      own.add(id);
      return `undid: ${undone.summary || undone.command}`;
    },
    async redo() {
      const { undone, id } = await store.changes.redo(act('board redo'));
      own.add(id);
      return `redid: ${undone.summary || undone.command}`;
    },
    run: (argv, { input = '', columns = 100 } = {}) =>
      run(argv, catching(ctx, now, { input, columns, lockWaitMs: SCREEN_LOCK_WAIT.limitMs })),
    async edit(id) {
      const argv = await editInEditor(ctx, id);
      return argv === null ? { code: 0, text: 'nothing was different' } : run(argv, catching(ctx, now, {}));
    },
    async shell(line) {
      const io = there(ctx, now);
      await ctx.run(splitLine(line), io);
      await io.stdout.drain();
      await makePrompt({ io, yes: false }).text('Enter goes back to the board');
    },
    async news() {
      const changes = await changesAfter(store.db, known);
      known = changes.at(-1)?.id ?? known;
      return changes
        .filter(({ id }) => !own.delete(id))
        .map(
          ({ user, kind, summary, command }) =>
            `${user}: ${kind === 'do' ? '' : `${kind} `}${summary || command}`,
        );
    },
    lost: async () =>
      store.engine.isInPlace() ? null : 'the database was deleted or replaced while the board was open',
  };
  return port;
}

async function refuseMoved(store: Store, tx: Tx, { id, stageId }: DealRef): Promise<void> {
  if (!(await tx.read('opp', id))) throw conflict(`opp ${id} is not there any more: somebody has removed it`);
  const { name, stage } = await getOppState(store.db, id);
  if (stage.id !== stageId)
    throw conflict(
      `${name} has been moved to ${stage.name} meanwhile: it stays there; press again to move it on`,
    );
}

/** What a command that the board runs finds: the same database and user, the board's own time. */
function there(ctx: Context, now: () => number): IO {
  const { io } = ctx;
  return {
    stdout: io.stdout,
    stderr: io.stderr,
    stdin: io.stdin,
    terminal: () => io.terminal(),
    startBusyIndicator: () => {},
    stopBusyIndicator: () => {},
    now: () => io.now(),
    login: () => io.login(),
    readFile: (path) => io.readFile(path),
    platform: io.platform,
    runtime: io.runtime,
    cwd: io.cwd,
    // The process's own would take signals away from the board.
    signal: new AbortController().signal,
    watchSignals: () => SCREEN_LOCK_WAIT.watchSignals(),
    setZone: () => {},
    setColor: () => {},
    env: { ...io.env, CRM_DB: ctx.settings.db, CRM_USER: ctx.user, CRM_NOW: isoTime(now()) },
  };
}

interface CatchOptions {
  readonly input?: string;
  readonly columns?: number;
  /** As the settings say, unless told. */
  readonly lockWaitMs?: number;
}

interface CaughtIO {
  readonly io: IO;
  /** What was written to both outputs. */
  text(): string;
  /** Whether another program was in the way. */
  hasWaited(): boolean;
}

/** The same with its output caught, and nobody to ask. */
function catching(
  ctx: Context,
  now: () => number,
  { input = '', columns = 100, lockWaitMs }: CatchOptions,
): CaughtIO {
  let said = '';
  let hasWaited = false;
  const out: Output = {
    isTTY: true,
    columns,
    color: false,
    write: (text) => {
      said += text;
    },
    drain: () => Promise.resolve(),
  };
  const io: IO = {
    ...there(ctx, now),
    ...(lockWaitMs === undefined ? {} : { lockWaitMs }),
    watchSignals() {
      hasWaited = true;
      return SCREEN_LOCK_WAIT.watchSignals();
    },
    stdout: out,
    stderr: { ...out, isTTY: false },
    stdin: {
      isTTY: false,
      async *bytes() {
        yield new TextEncoder().encode(input);
      },
      stream: () => ctx.io.stdin.stream(),
    },
  };
  return { io: { ...io, env: { ...io.env, PAGER: '' } }, text: () => said, hasWaited: () => hasWaited };
}
