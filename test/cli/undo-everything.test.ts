import { copyFileSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtInNouns } from '../../src/nouns/index.ts';
import { skippedTables } from '../../src/store/archive/tables.ts';
import { FILES, WRITING_LINES, wordsOf } from '../support/command-lines.ts';
import { FIELD_TEXTS } from '../support/field-texts.ts';
import { crm, makeHome } from '../support/program.ts';
import { OUTSIDE_HISTORY } from '../support/snapshot.ts';

const home = makeHome(afterAll);
const demo = join(home, 'demo.db');

/** A noun that the team has made, beside those that are built in. */
const NOUNS = [...builtInNouns().names, 'project'];

/** Each type of field, with values that people give it. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  ...FIELD_TEXTS,
  'choice:low,high': ['low', 'high', ''],
  'multichoice:a,b,c': ['a;c', 'b', ''],
  'lookup:account': ['1', ''],
  autonumber: [],
  'formula:id * 2': [],
};
const nameOf = (type: string) => `own_${type.split(':', 1)[0]}`;

/** A line of each command, with those that it needs before it. */
const LINES = WRITING_LINES.filter(
  ({ line, fresh }) => !fresh && !/^(undo|redo|import all|migrate)\b/.test(line),
);

/** What the worker notes for itself, and the content of files. */
const WITHOUT_HISTORY = new Set([...skippedTables(), 'stored_file']);

interface Step {
  readonly act: 'line' | 'values' | 'import' | 'remove' | 'merge' | 'note' | 'file' | 'tag' | 'field';
  readonly noun: string;
  readonly a: number;
  readonly b: number;
}
const step = fc.record({
  act: fc.constantFrom(
    ...(['line', 'line', 'line', 'values', 'values', 'import', 'remove', 'merge'] as const),
    'note',
    'file',
    'tag',
    'field',
    'field',
  ) as fc.Arbitrary<Step['act']>,
  noun: fc.constantFrom(...NOUNS),
  a: fc.nat(1000),
  b: fc.nat(1000),
});

beforeAll(async () => {
  await crm(['demo', '--path', demo], { home });
  const words = 'noun add project --field budget:money --relates account,contact';
  await crm(wordsOf(words), { home, db: demo });
  for (const name of ['Roof', 'Cellar', 'Garden'])
    await crm(['project', 'add', name, '--account', '1'], { home, db: demo });
  // Some fields are there from the beginning.
  for (const [nth, noun] of NOUNS.entries())
    for (const [at, type] of Object.keys(TYPES).entries())
      if ((at + nth) % 6 === 0) await crm(fieldLine(noun, type), { home, db: demo });
});

function fieldLine(noun: string, type: string): string[] {
  const [word = '', more] = type.split(':');
  const add = ['field', 'add', noun, nameOf(type), '--type', word === 'lookup' ? type : word];
  if (word.endsWith('choice')) add.push('--choices', more as string);
  if (word === 'formula') add.push('--formula', more as string);
  return add;
}

/** A folder with a copy of the demo. */
function open() {
  const cwd = mkdtempSync(join(home, 'place-'));
  for (const [file, content] of Object.entries(FILES)) writeFileSync(join(cwd, file), content);
  mkdirSync(join(cwd, 'config'));
  const path = join(cwd, 'crm.db');
  copyFileSync(demo, path);
  cpSync(`${demo}-files`, `${path}-files`, { recursive: true });
  const db = new Database(path);
  const tables = (): string => {
    const names = db
      .prepare("select name from sqlite_schema where type = 'table' order by name")
      .pluck()
      .all();
    return names
      .filter((name) => !OUTSIDE_HISTORY.test(String(name)) && !WITHOUT_HISTORY.has(name as string))
      .map(
        (name) => `${name} ${JSON.stringify(db.prepare(`select * from "${name}" order by 1`).raw().all())}`,
      )
      .join('\n');
  };
  const ids = (noun: string) => db.prepare(`select id from "${noun}" order by id`).pluck().all() as number[];
  const own = (noun: string) =>
    Object.keys(TYPES).filter((type) =>
      db.prepare('select 1 from field where noun = ? and name = ?').get(noun, nameOf(type)),
    );
  const run = (args: readonly string[], input = '') =>
    crm(args, { home, db: path, cwd, input, env: { XDG_CONFIG_HOME: join(cwd, 'config') } });
  return { run, tables, ids, own, close: () => db.close() };
}
type Place = ReturnType<typeof open>;

/** The command lines of a step. */
function commandsOf(place: Place, { act, noun, a, b }: Step): { args: string[]; input?: string }[] {
  const any = <T>(all: readonly T[], n: number): T => all[n % all.length] as T;
  if (act === 'line') {
    const { line, before = [] } = any(LINES, a * 31 + b);
    return [...before, line].map((text) => ({ args: wordsOf(text) }));
  }
  const ids = place.ids(noun);
  const id = any(ids, a);
  const own = place.own(noun);
  const values = own.flatMap((type, nth) => {
    const [name, all] = [nameOf(type), TYPES[type] as readonly string[]];
    return all.length > 0 && (a + nth) % 2 === 0 ? [[name, any(all, b + nth)] as const] : [];
  });
  if (act === 'field') {
    const type = any(Object.keys(TYPES), a);
    if (!own.includes(type)) return [{ args: fieldLine(noun, type) }];
    const edits = [
      ['--label', `L${b}`],
      ['--index'],
      ['--help-text', 'text'],
      ['--name', nameOf(type)],
      ['--rename-choice', 'low=lower'],
      ['--type', 'text', '--yes'],
    ];
    return [
      {
        args:
          b % 3 === 0
            ? ['field', 'rm', noun, nameOf(type), '--force']
            : ['field', 'edit', noun, nameOf(type), ...any(edits, b)],
      },
    ];
  }
  if (id === undefined) return [];
  const ref = `${noun}:${id}`;
  const lines: Record<Exclude<Step['act'], 'line' | 'field'>, { args: string[]; input?: string }> = {
    values: {
      args: [
        noun,
        'edit',
        String(id),
        '--tag',
        any(['hot', 'cold'], b),
        ...values.flatMap(([name, value]) => ['--set', `${name}=${value}`]),
      ],
    },
    import: {
      args: [noun, 'import', '-'],
      input: JSON.stringify(
        [...new Set([id, any(ids, b)])].map((one) => ({ id: one, ...Object.fromEntries(values) })),
      ),
    },
    remove: { args: [noun, 'rm', String(id), '--yes'] },
    merge: { args: ['merge', ref, `${noun}:${any(ids, b)}`, '--yes'] },
    note: { args: ['log', 'note', ref, 'a note'] },
    file: { args: ['doc', 'add', ref, 'offer.pdf'] },
    tag: { args: ['tag', 'add', any(['late', 'hot'], b), ref, '--noun', noun] },
  };
  return [lines[act]];
}

test('changes of records of all nouns are undone and redone to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const place = open();
      const states = [place.tables()];
      const told: string[] = [];
      for (const one of steps)
        for (const { args, input } of commandsOf(place, one)) {
          const { exitCode, stderr } = await place.run(args, input);
          const line = args.join(' ');
          expect(stderr, line).not.toContain('internal error');
          const after = place.tables();
          if (exitCode !== 0 && exitCode !== 4)
            expect(after === states.at(-1), `${line}: ${stderr}`).toBe(true);
          if (after === states.at(-1)) continue;
          states.push(after);
          told.push(line);
        }
      const check = (at: number, what: string) => {
        const now = place.tables();
        if (now === states[at]) return;
        const was = new Set((states[at] as string).split('\n'));
        throw new Error(
          `${what}: ${now
            .split('\n')
            .filter((l) => !was.has(l))
            .map((l) => l.slice(0, 30))
            .join('; ')}`,
        );
      };
      for (let at = told.length; at > 0; at--) {
        const { stderr } = await place.run(['undo']);
        check(at - 1, `undo of ${told[at - 1]}: ${stderr}`);
      }
      for (let at = 1; at <= told.length; at++) {
        const { stderr } = await place.run(['redo']);
        check(at, `redo of ${told[at - 1]}: ${stderr}`);
      }
      const { stdout } = await place.run(['doctor']);
      expect(stdout).toMatch(/integrity\tok[\s\S]*values\tok[\s\S]*search index\tok/);
      place.close();
    }),
    { numRuns: 2, endOnFailure: true },
  );
});
