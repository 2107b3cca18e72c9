import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CALL_RESULTS } from '../../src/domain/call-results.ts';
import { readNoteLine } from '../../src/domain/calling/note-line.ts';
import { isoTime } from '../../src/domain/dates.ts';
import { NOTED_PHRASES, PHRASES, PHRASES_NOW } from '../domain/dates/phrases.ts';
import { crm, makeHome } from '../support/program.ts';
import { isOneFile } from '../support/under-test.ts';

const home = makeHome(afterAll);
let stored: Database.Database | undefined;
afterAll(() => stored?.close());

beforeAll(async () => {
  // Without a phone: the holidays of her country would decide what comes after Easter.
  await run('lead', 'add', 'Jane Doe');
  await run('opp', 'add', 'Deal', '--amount', '1k');
  await run('task', 'add', 'Call back');
});

const run = async (...args: string[]) => {
  const result = await crm(args, { home, env: { CRM_NOW: PHRASES_NOW } });
  expect(result).toMatchObject({ exitCode: 0 });
  return result.stdout;
};

/** What the database has of the first record. */
function first(noun: string, field: string): string | null {
  stored ??= new Database(join(home, 'data/crm/crm.db'), { readonly: true });
  return (
    stored.prepare<[], string | null>(`select "${field}" from "${noun}" where id = 1`).pluck().get() ?? null
  );
}

const isoOf = (value: string) => (value.includes(' ') ? `${value.replace(' ', 'T')}:00.000Z` : value);
const dayOf = (value: string) => value.slice(0, 10);

/** The commands that read a time; each returns the stored value. */
const DOORS: Readonly<
  Record<string, (phrase: string, value: string) => Promise<[kept: unknown, meant: unknown]>>
> = {
  'task edit --due': async (phrase, value) => {
    await run('task', 'edit', '1', '--due', phrase);
    return [first('task', 'due_at') ?? first('task', 'due_date'), isoOf(value)];
  },
  'task snooze': async (phrase, value) => {
    await run('task', 'snooze', '1', phrase);
    return [first('task', 'due_date'), dayOf(value)];
  },
  'opp edit --close': async (phrase, value) => {
    await run('opp', 'edit', '1', '--close', phrase);
    return [first('opp', 'close_date'), dayOf(value)];
  },
  'lead nurture --until': async (phrase, value) => {
    await run('lead', 'nurture', '1', '--until', phrase);
    const meant = value.includes(' ') ? isoOf(value) : `${value}T09:00:00.000Z`;
    return [first('lead', 'next_attempt_at'), meant];
  },
  'a filter': async (phrase, value) => {
    await run('task', 'edit', '1', '--due', dayOf(value));
    const found = await run('task', 'list', '--format', 'ids', '--where', `due_date = "${phrase}"`);
    return [found.trim(), '1'];
  },
  "the session's line": async (phrase, value) => {
    const { next } = readNoteLine(`cb ${phrase}`, CALL_RESULTS, Date.parse(PHRASES_NOW));
    return [next && (next.at === null ? next.date : isoTime(next.at)), isoOf(value)];
  },
};

/** The one file starts a process or two for each: some show that its runtime knows the patterns. */
const EVERY = isOneFile ? 23 : 1;

// Each phrase is tested with one command, and all of them with the parser: test/domain/dates.
test.each(
  PHRASES.filter((_, at) => at % EVERY === 0).map(([phrase, value], at) => {
    const doors = Object.keys(DOORS);
    // A callback cannot be this morning, which has passed, nor now.
    const isPast = value === dayOf(PHRASES_NOW) || Date.parse(isoOf(value)) === Date.parse(PHRASES_NOW);
    return [doors[isPast ? 0 : at % doors.length] as string, phrase, value] as const;
  }),
)('%s "%s" is %s', async (door, phrase, value) => {
  const [kept, meant] = (await DOORS[door]?.(phrase, value)) ?? [];
  expect(kept).toBe(meant);
});

test.each(NOTED_PHRASES)('a line "cb %s" of %s keeps the note "%s"', (phrase, value, note) => {
  const line = readNoteLine(`cb ${phrase} ${note}`, CALL_RESULTS, Date.parse(PHRASES_NOW));
  expect(line.note).toBe(note);
  expect(line.next?.date).toBe(dayOf(value));
});

test('working hours and languages of the config affect times', async () => {
  await run('config', 'set', 'working_hours', 'sun-thu 20-23');
  await run('config', 'set', 'languages', 'de');
  await run('task', 'edit', '1', '--due', 'di 9');
  expect(first('task', 'due_at')).toBe('2026-03-17T21:00:00.000Z');
  await run('task', 'edit', '1', '--due', 'end of week');
  expect(first('task', 'due_date')).toBe('2026-03-15');
  expect(await run('config', 'get', 'working_hours')).toBe('mon-thu,sun 20:00-23:00\n');
});

test.each(['next spring', 'im Frühjahr', "à l'automne", 'en été', 'summer 2027'])(
  'a season such as "%s" is asked about',
  async (season) => {
    for (const args of [
      ['task', 'edit', '1', '--due', season],
      ['log', 'call', '1', `cb ${season} wants pricing`],
    ]) {
      const { exitCode, stderr } = await crm(args, { home, env: { CRM_NOW: PHRASES_NOW } });
      expect(exitCode).toBe(2);
      expect(stderr).toContain('A season is several months: name one of them, as in "early april"');
    }
  },
);
