import { hostname } from 'node:os';
import type { WorkPort, WorkResult } from '../app/worker/work.ts';
import { WORK, type WorkKind } from '../app/worker/work.ts';
import { Worker } from '../app/worker/worker.ts';
import type { Context } from '../context.ts';
import { isoTime, toLocalTime } from '../domain/dates/calendar.ts';
import { durationText, parseDuration } from '../domain/duration.ts';
import { EXIT_PARTLY, failed, isCrmError, usage } from '../domain/errors.ts';
import { oneOf } from '../domain/one-of.ts';
import { throwIfAborted } from '../io/interrupts.ts';
import { hasEnded, processToken } from '../io/process-token.ts';
import { jsonText } from '../render/encoder.ts';
import { command } from './command.ts';
import { depsOf } from './deps.ts';
import { type ListColumn, listAnswer } from './listing.ts';
import { MailWatch, mailboxesToWatch } from './mail/watch.ts';
import { requireWritable, runningClock } from './screen-context.ts';
import { workerPort } from './worker-port.ts';
import { UNITS, unitText } from './worker-units.ts';

const DEFAULT_EVERY = '30s';
const MAX_EVERY_SECONDS = 24 * 3600;

const SYSTEMS = Object.keys(UNITS) as readonly (keyof typeof UNITS)[];
const KINDS = Object.keys(WORK) as readonly WorkKind[];

const COLUMNS: readonly ListColumn[] = [
  { name: 'at', label: 'At', type: 'datetime', help: 'when it was done' },
  { name: 'kind', label: 'Kind', type: 'text', help: `what is due: ${KINDS.join(', ')}` },
  { name: 'what', label: 'What', type: 'text', help: 'what was done' },
  { name: 'result', label: 'Result', type: 'text', help: 'what became of it' },
  { name: 'failed', label: 'Failed', type: 'bool', help: 'whether it went wrong' },
];

export default command({
  summary: 'do what is due: rules for times, reminders, webhooks, mail',
  description:
    'Does what is due, then looks again every 30 seconds until it is stopped. Only one crm run works on a database at a ' +
    'time. After a pause, a rule for times is applied once, not for each time that was missed; webhooks get every message. ' +
    'Mailboxes are read each time, and as soon as mail comes. With the settings notify and remind_to it reminds you of tasks, meetings and callbacks, each once. With --once it ends when ' +
    'nothing more is due, for cron and timers; exit code 4 says that something went wrong. --unit prints a file that ' +
    'starts it at login. A recurring task follows when the one before is done, and reports of a past day are read from the ' +
    'history: neither waits for this.',
  examples: ['run --once', 'run --once --only rules', 'run --unit systemd'],
  lists: true,
  configure: (c) =>
    c
      .option('--once', 'end when nothing more is due')
      .option('--every <time>', `time between two looks; default: ${DEFAULT_EVERY}`)
      .option('--only <kinds>', `only these kinds of work: ${KINDS.join(', ')}`)
      .option('--unit <system>', `print a file that starts it by itself: ${SYSTEMS.join(', ')}`),
  async run({ options }, ctx) {
    const everySeconds = readEvery(options.every ?? DEFAULT_EVERY);
    if (options.unit !== undefined)
      return { type: 'raw', text: unitText(ctx, oneOf('unknown --unit', options.unit, SYSTEMS)) };
    if (options.once && options.every !== undefined) throw usage('--once and --every exclude each other');
    const kinds = (options.only ?? KINDS.join(','))
      .split(',')
      .map((kind) => oneOf('unknown work', kind, KINDS));
    const session = new WorkSession(ctx, [...new Set(kinds)]);
    if ((await ctx.store()).engine.isDraft) return { type: 'none' };
    await requireWritable(ctx, 'nothing can be done');
    return options.once ? session.once() : session.keepWorking(everySeconds * 1000);
  },
});

function readEvery(text: string): number {
  const seconds = parseDuration(text);
  if (seconds >= 1 && seconds <= MAX_EVERY_SECONDS) return seconds;
  throw usage(`--every is between 1s and ${durationText(MAX_EVERY_SECONDS)}, not "${text}"`);
}

/** One run of a worker on the database of a command. */
class WorkSession {
  readonly #ctx: Context;
  readonly #worker: Worker;
  readonly #now: () => number;
  readonly #port: WorkPort;
  /** Wakes the worker when mail comes. */
  readonly #watch: MailWatch;

  constructor(ctx: Context, kinds: readonly WorkKind[]) {
    this.#ctx = ctx;
    this.#now = runningClock(ctx);
    const holder = { token: processToken(), host: hostname() };
    this.#port = workerPort(ctx, holder.token);
    this.#watch = new MailWatch(kinds.includes('fetch') ? mailboxesToWatch(ctx) : []);
    this.#worker = new Worker({ holder, hasEnded, now: () => ctx.io.now() }, kinds);
  }

  /** Does what is due and answers what was done. */
  async once() {
    const { clock } = this.#ctx;
    try {
      await this.#worker.holdLease(await this.#deps(clock.now()));
    } catch (error) {
      if (!isCrmError(error) || error.kind !== 'conflict') throw error;
      return { type: 'none', notes: [error.message] } as const;
    }
    const rows: ReturnType<typeof rowOf>[] = [];
    try {
      for await (const done of this.#work(clock.now())) rows.push(rowOf(done, clock.now()));
    } finally {
      await this.#worker.end(await this.#deps(clock.now()));
    }
    throwIfAborted(this.#ctx.io.signal, 'what is not done yet is done next time');
    const answer = listAnswer(
      this.#ctx,
      { noun: 'things done', columns: COLUMNS, empty: 'nothing is due' },
      rows,
    );
    return { ...answer, exitCode: rows.some((row) => row.failed) ? EXIT_PARTLY : 0 };
  }

  /** Does what is due again and again, until a signal. */
  async keepWorking(pauseMs: number): Promise<never> {
    const { io, print } = this.#ctx;
    await this.#worker.holdLease(await this.#deps(this.#now()));
    for (;;) {
      try {
        for await (const done of this.#work(this.#now())) this.#tell(done);
      } catch (error) {
        // Somebody writes for very long.
        if (!isCrmError(error) || error.kind !== 'locked') throw error;
        await print.warn(error.message);
      }
      await io.stdout.drain();
      await this.#watch.wait(pauseMs, io.signal);
      if (io.signal.aborted) this.#watch.close();
      if (io.signal.aborted) await this.#worker.end(await this.#deps(this.#now()));
      throwIfAborted(io.signal);
      const { engine } = await this.#ctx.store();
      if (!engine.isInPlace()) throw failed('the database was deleted or replaced while its work was done');
    }
  }

  /** What is done, until nothing is due or a signal comes. */
  async *#work(now: number): AsyncIterable<WorkResult> {
    const { signal } = this.#ctx.io;
    yield* this.#worker.work(await this.#deps(now), this.#port, () => signal.aborted);
  }

  async #deps(now: number) {
    const store = await this.#ctx.store();
    return depsOf(this.#ctx, store.at(isoTime(now)), { now: () => now });
  }

  #tell(done: WorkResult): void {
    const { io, settings } = this.#ctx;
    const row = rowOf(done, this.#now());
    const isJson = ['json', 'jsonl'].includes(settings.requestedFormat ?? '');
    const { kind, what, result } = done;
    io.stdout.write(
      isJson ? `${jsonText(row)}\n` : `${toLocalTime(this.#now())}  ${kind}  ${what}: ${result}\n`,
    );
  }
}

function rowOf({ kind, what, result, hasFailed }: WorkResult, now: number) {
  return { id: null, at: isoTime(now), kind, what, result, failed: hasFailed };
}
