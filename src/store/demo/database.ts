import { existsSync } from 'node:fs';
import { isoTime } from '../../domain/dates.ts';
import { makeDemoCompany } from '../../domain/demo/company.ts';
import { DAY_MS } from '../../domain/time-units.ts';
import { Changes } from '../changes.ts';
import type { Engine } from '../engine.ts';
import type { LockWait } from '../lock-wait.ts';
import { sql } from '../sql.ts';
import { type DatabaseSchema, openDatabase, openSqlite } from '../sqlite/open.ts';
import { replaceFile } from '../sqlite/replace.ts';
import { readTitles } from '../titles.ts';
import { updateRecord } from '../write/record.ts';
import type { WriteEnv } from '../write/values.ts';
import { keepPriceList, writeDocs } from './docs.ts';
import { writeTemplates } from './templates.ts';
import { writeCompany } from './write.ts';

/** The input of a demo. */
export interface DemoOptions {
  readonly path: string;
  readonly schema: DatabaseSchema;
  readonly seed: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The user, who owns a large share. */
  readonly me: string;
}

/** The state of the demo's place: nothing, a user's own database, or a demo with changes. */
export type DemoState = 'missing' | 'foreign' | { readonly changes: number };

/** The first change of a demo, which identifies it. */
const COMMAND = 'demo';

/** Changes in a new demo; later ones are the user's. */
const BEGINNING = 5;

/** Reads the state. Throws `failed` for a file that is not a database. */
export async function demoState(
  options: Pick<DemoOptions, 'path' | 'schema' | 'now'>,
  lockWait: LockWait,
): Promise<DemoState> {
  const { path, schema, now } = options;
  if (!existsSync(path)) return 'missing';
  const engine = await openDatabase({ path, ...schema, now: isoTime(now), missing: 'fail', lockWait });
  try {
    const [found] = await sql<{
      last: number;
      first: string;
    }>`select max(id) as last, (select command from change where id = 1) as first from change`.all(engine);
    const { first = null, last = null } = found ?? {};
    const isDemo = typeof first === 'string' && first.startsWith(COMMAND);
    return isDemo ? { changes: Number(last) - BEGINNING } : 'foreign';
  } finally {
    await engine.close();
  }
}

/** Creates the demo database at the path, replacing an existing file; returns the number of records per noun. */
export async function makeDemoDatabase(options: DemoOptions, env: WriteEnv): Promise<string[]> {
  let made: string[] = [];
  await replaceFile(options.path, async (path) => {
    const engine = openSqlite({ path, ...options.schema, now: isoTime(options.now - YEAR) });
    try {
      await fill(engine, options, env);
      made = await counts(engine);
    } finally {
      await engine.close();
    }
  });
  return made;
}

const YEAR = 365 * DAY_MS;

/** The company in one change, then some recent work, so that there is a history to view and undo. */
async function fill(engine: Engine, { seed, now, me }: DemoOptions, env: WriteEnv): Promise<void> {
  const changes = new Changes(engine);
  const act = (daysAgo: number, command: string) => ({
    user: me,
    now: isoTime(now - daysAgo * DAY_MS),
    command,
  });
  const edit = async (daysAgo: number, noun: 'lead' | 'opp', id: number, field: string, value: string) => {
    const [named] = await readTitles(engine, noun, [id]);
    await changes.change(
      act(
        daysAgo,
        `${noun} edit ${id} --${field.replaceAll('_', '-')} ${value.includes(' ') ? `'${value}'` : value}`,
      ),
      (tx) => updateRecord(tx, noun, id, { [field]: value }, env),
      `edited ${noun} ${id}  ${named?.title}`,
    );
  };

  const company = makeDemoCompany({ seed, now, me });
  const prices = await keepPriceList(engine, company);
  await changes.change(
    act(3, `${COMMAND} --seed ${seed}`),
    async (tx) => {
      await writeCompany(tx, company, me, env);
      await writeDocs(tx, engine, prices, env);
      await writeTemplates(tx);
    },
    'created a demo company',
  );
  await edit(2, 'opp', 7, 'next_step', 'go through the offer together');
  await edit(2, 'lead', 42, 'rating', 'hot');
  await edit(1, 'lead', 43, 'notes', 'met at the fair');
  await changes.undo(act(1, 'undo'));
}

/** `300 leads`. */
async function counts(engine: Engine): Promise<string[]> {
  const made: string[] = [];
  for (const { noun, longName = noun, plural } of engine.nouns) {
    const { n } = await sql<{ n: number }>`select count(*) as n from ${sql.ref(noun)}`.one(engine);
    made.push(n === 1 ? `1 ${longName}` : `${n} ${plural}`);
  }
  return made;
}
