import { cursorNamed, lastPosition, positionBefore, readEvents, storeCursor } from '../app/events/read.ts';
import { checkTypes } from '../app/events/types.ts';
import type { Context } from '../context.ts';
import { startOfDay } from '../domain/dates.ts';
import { failed, usage } from '../domain/errors.ts';
import { type EventPosition, eventLine, readEventId } from '../domain/event.ts';
import { throwIfAborted } from '../io/interrupts.ts';
import { pause } from '../io/pause.ts';
import { eventTypes } from '../nouns/events.ts';
import { jsonText } from '../render/encoder.ts';
import { command } from './command.ts';
import { readPeriod } from './parse-args.ts';

/** How long a follower sleeps before it asks whether anything was written. */
const LOOK_MS = 200;

/** Events written between two checks of the reader and of signals. */
const EVENTS_PER_BATCH = 256;

const CURSOR_NAME = /^[a-z][a-z0-9_-]{0,39}$/i;

export default command({
  summary: 'what happens to records, as JSON lines for other programs',
  description:
    'Writes one JSON object per event, oldest first: its number, time, user and command; what happened (opp.won); the ' +
    'record; and the fields before and after. It follows from the history of changes, so an undo is an event too. A ' +
    'program that remembers the number of the last event it has dealt with misses nothing and gets nothing twice: it ' +
    'goes on with --since <number>. With --cursor, crm remembers the last event that it has written into the pipe: a reader that is killed may not have ' +
    'dealt with all of them, so one that must not miss any remembers the number itself.',
  examples: [
    'events --since today',
    "events --type 'opp.*' --type lead.converted",
    'events --since 1 --type task.done',
    'events --cursor slack',
  ],
  formats: ['jsonl'],
  configure: (c) =>
    c
      .option('--follow', 'wait for more, until interrupted')
      .option('--since <when>', 'after the event or change of this number (31-4, 31), or from this time on')
      .option(
        '--type <type>',
        "only events of this type: opp.won, 'opp.*'; '?' lists them; repeatable",
        collect,
      )
      .option('--cursor <name>', 'go on where the last run with this name stopped'),
  async run({ options }, ctx) {
    const types = (options.type ?? []).flatMap((text) => text.split(',')).map((text) => text.trim());
    if (types.includes('?'))
      return {
        type: 'raw',
        text: eventTypes(await ctx.nouns())
          .map((each) => `${each}\n`)
          .join(''),
      };
    if (!['jsonl', undefined].includes(ctx.settings.requestedFormat))
      throw usage(
        'events are JSON lines',
        'Leave out --format, or turn them into another form: crm events | jq …',
      );
    checkTypes(await ctx.nouns(), types);
    const { cursor } = options;
    if (cursor !== undefined && !CURSOR_NAME.test(cursor))
      throw usage(`"${cursor}" is no name for a cursor`, 'Use letters, digits, - and _: --cursor slack');
    const start = await startOf(ctx, options);
    const stream = new EventStream(ctx, start, types, cursor);
    await stream.write();
    if (options.follow) await stream.follow();
    return { type: 'none' };
  },
});

const collect = (text: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), text];

/** Where to begin: after what was asked for, else where the reader stopped, else at the first event; a follower at the next. */
async function startOf(
  ctx: Context,
  { since, cursor, follow }: { since?: string; cursor?: string; follow?: true },
): Promise<EventPosition> {
  const deps = await ctx.deps();
  if (since !== undefined) {
    const position = readEventId(since);
    if (position) return position;
    const { from } = readPeriod(ctx, { since }, true);
    if (from) return positionBefore(deps, from.at ?? Date.parse(startOfDay(from.date)));
  }
  if (cursor !== undefined) return cursorNamed(deps, cursor);
  return follow ? lastPosition(deps) : { change: 0, ordinal: Number.MAX_SAFE_INTEGER };
}

/** Writes events to stdout, and notes how far it has come. */
class EventStream {
  readonly #ctx: Context;
  readonly #types: readonly string[];
  readonly #cursor: string | undefined;
  #position: EventPosition;
  #isCursorBehind = false;

  constructor(ctx: Context, start: EventPosition, types: readonly string[], cursor: string | undefined) {
    this.#ctx = ctx;
    this.#position = start;
    this.#types = types;
    this.#cursor = cursor;
  }

  /** Writes all events that there are. */
  async write(): Promise<void> {
    let count = 0;
    for await (const event of readEvents(await this.#ctx.deps(), this.#position, this.#types)) {
      this.#ctx.io.stdout.write(`${jsonText(eventLine(event))}\n`);
      this.#position = { change: event.change, ordinal: event.ordinal };
      this.#isCursorBehind = true;
      if (++count % EVENTS_PER_BATCH === 0) await this.#settle();
    }
    await this.#settle();
  }

  /** Writes events as they happen, until a signal. */
  async follow(): Promise<never> {
    const { io } = this.#ctx;
    const { engine } = await this.#ctx.store();
    // A command reads one moment, and a follower all that come.
    await engine.endRead();
    let version = -1;
    for (;;) {
      throwIfAborted(io.signal);
      const current = await engine.version();
      if (current !== version) {
        version = current;
        await this.write();
      }
      if (!engine.isInPlace())
        throw failed('the database was deleted or replaced while its events were followed');
      await pause(LOOK_MS, io.signal);
    }
  }

  /** What is written has left the program before the cursor says so. */
  async #settle(): Promise<void> {
    throwIfAborted(this.#ctx.io.signal);
    await this.#ctx.io.stdout.drain();
    if (this.#cursor === undefined || !this.#isCursorBehind) return;
    await storeCursor(await this.#ctx.deps(), this.#cursor, this.#position);
    this.#isCursorBehind = false;
  }
}
