import { refused } from '../../domain/errors.ts';
import { type ChangeEvent, eventId } from '../../domain/event.ts';
import type { Hook } from '../../domain/hook.ts';
import type { ChangeListener } from '../../store/change-listener.ts';
import type { Changes } from '../../store/changes.ts';
import type { Engine } from '../../store/engine.ts';
import { eventsOfChange, pendingEvents } from '../../store/events/read-events.ts';

/** What became of the program of a hook. */
interface HookEnd {
  readonly exitCode: number | null;
  /** What it said. */
  readonly firstLine: string;
  /** Why it did not end by itself. */
  readonly problem: string | null;
}

/** Starts the program of a hook with JSON lines on its stdin, and waits for its end. */
type RunHook = (hook: Hook, lines: AsyncIterable<string>) => Promise<HookEnd>;

/** The hooks of a database that is open. */
export interface Hooks {
  readonly listener: ChangeListener;
  /** Waits for the programs that were started after changes; returns what went wrong, for people. */
  finish(): Promise<readonly string[]>;
}

/**
 * Runs the user's programs when something happens: those before a change can refuse it with an exit code other than 0,
 * those after it run one after the other. A program gets all events of a change that it is for, and is started once.
 */
export function startHooks(
  hooks: readonly Hook[],
  { engine, run, changes }: { readonly engine: Engine; readonly run: RunHook; changes(): Changes },
): Hooks {
  const before = hooks.filter(({ when }) => when === 'before');
  const after = hooks.filter(({ when }) => when === 'after');
  const problems: string[] = [];
  let running: Promise<unknown> = Promise.resolve();

  const runAfter = async (id: number) => {
    for (const hook of after) {
      try {
        // Later changes of this process wait: they would show through.
        const lines = await changes().read(() => linesOf(eventsOfChange(engine, id, hook.on)));
        if (lines.length === 0) continue;
        const end = await run(hook, each(lines));
        if (end.exitCode !== 0)
          problems.push(`the hook ${programOf(hook)} ${failure(end)}; the change stands`);
      } catch (error) {
        problems.push(`the hook ${programOf(hook)} could not run: ${(error as Error).message}`);
      }
    }
  };

  return {
    listener: {
      async beforeCommit(tx, change) {
        for (const hook of before) {
          const lines = await linesOf(pendingEvents(tx, { ...change, rows: tx.rows }, hook.on));
          if (lines.length === 0) continue;
          const end = await run(hook, each(lines));
          if (end.exitCode !== 0) throw refused(refusal(hook, end));
        }
      },
      afterCommit({ id }) {
        if (after.length > 0) running = running.then(() => runAfter(id));
      },
    },
    async finish() {
      await running;
      return problems.splice(0);
    },
  };
}

/** Events as JSON lines; one that is not stored yet has no number. */
async function linesOf(events: AsyncIterable<Partial<ChangeEvent>>): Promise<string[]> {
  const lines: string[] = [];
  for await (const { change, ordinal, ...event } of events) {
    const stored =
      change === undefined || ordinal === undefined ? {} : { id: eventId({ change, ordinal }), change };
    lines.push(`${JSON.stringify({ ...stored, ...event })}\n`);
  }
  return lines;
}

async function* each(lines: readonly string[]): AsyncIterable<string> {
  yield* lines;
}

const programOf = ({ run: [program] }: Hook) => `"${program}"`;

function failure({ exitCode, firstLine, problem }: HookEnd): string {
  if (problem !== null) return problem;
  const what = `failed with exit code ${exitCode}`;
  return firstLine === '' ? what : `${what}: ${firstLine}`;
}

function refusal(hook: Hook, end: HookEnd): string {
  if (end.problem !== null) return `nothing was changed: the hook ${programOf(hook)} ${failure(end)}`;
  return end.firstLine === '' ? `refused by the hook ${programOf(hook)}` : end.firstLine;
}
