import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { runCli } from '../../src/cli.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import { makeDemoDatabase } from '../../src/store/demo/database.ts';
import { type FakeOutput, fakeIO } from '../render/fake-io.ts';
import { flipBytes, seededRandom } from '../support/damage.ts';
import { makeHome, NOW } from '../support/program.ts';
import { writeEnv } from '../support/store.ts';

/** Damaged databases, one per seed; `CRM_TORTURE_COUNT` and `CRM_TORTURE_SEED` override the default. */
const COUNT = Number(process.env.CRM_TORTURE_COUNT ?? 30);
const SEED = Number(process.env.CRM_TORTURE_SEED ?? 1);

/** Random commands to run on each. */
const COMMANDS_EACH = Number(process.env.CRM_TORTURE_COMMANDS ?? 3);

/** Far more than a command needs on a busy machine; it finds endless ones. */
const TIMEOUT_MS = 10_000 + COUNT * COMMANDS_EACH * 2_000;

let demo: Buffer;
let remove = () => {};

beforeAll(async () => {
  const home = makeHome((atEnd) => {
    remove = atEnd;
  });
  const path = join(home, 'demo.db');
  await makeDemoDatabase(
    { schema: { nouns: builtInNouns() }, path, seed: 1, now: Date.parse(NOW), me: 'tester' },
    await writeEnv(),
  );
  demo = readFileSync(path);
  return () => remove();
});

function commandsIn(folder: string): string[][] {
  writeFileSync(join(folder, 'in.csv'), 'name,email,company\nNew One,new@one.example,One\n');
  const ofNouns = [...builtInNouns()].flatMap(({ noun }) => [
    [noun, 'list'],
    [noun, 'list', '--columns', 'all', '--json'],
    [noun, 'show', '3'],
    [noun, 'export', '-f', 'jsonl'],
    [noun, 'rm', '5', '-y'],
  ]);
  return [
    ...ofNouns,
    ['doctor'],
    ['doctor', '--repair'],
    ['search', 'energy'],
    ['today'],
    ['history'],
    ['history', '1'],
    ['undo'],
    ['board'],
    ['board', '--json'],
    ['report', 'pipeline'],
    ['report', 'calls'],
    ['report', 'dials'],
    ['report', 'cadence'],
    ['report', 'best-time'],
    ['plan', 'day'],
    ['call', 'next'],
    ['call', 'queue'],
    ['dupes', '--json'],
    ['export', 'all'],
    ['export', 'call-list'],
    ['backup', join(folder, 'copy.db')],
    ['lead', 'import', join(folder, 'in.csv')],
    ['lead', 'add', 'Jane', 'Doe', '--company', 'Acme'],
    ['lead', 'edit', '7', '--notes', 'called'],
    ['lead', 'convert', '42', '--amount', '12k'],
    ['log', 'call', '42', 'wants an offer', '-o', 'callback', '--next', 'tomorrow 3pm'],
    ['opp', 'advance', '7'],
    ['opp', 'edit', '8', '--amount', '15k'],
    ['tag', 'add', 'hot', 'lead:9'],
    ['tag', 'list'],
    ['user', 'list'],
    ['field', 'list'],
    ['outcome', 'list'],
    ['cadence', 'list'],
    ['pipeline', 'list'],
    ['segment', 'list'],
    ['map', 'list'],
    ['dnc', 'list'],
    ['task', 'done', '4'],
  ];
}

async function run(args: readonly string[], folder: string) {
  const env = { CRM_DB: join(folder, 'crm.db'), CRM_NOW: NOW, HOME: folder, XDG_CONFIG_HOME: folder };
  const io = fakeIO(undefined, { env });
  const exitCode = await runCli(args, io);
  return { exitCode, stdout: (io.stdout as FakeOutput).text, stderr: (io.stderr as FakeOutput).text };
}

test(
  `${COUNT} databases with flipped bytes: every command answers or reports a damaged file in one line`,
  async () => {
    const folder = makeHome();
    const commands = commandsIn(folder);
    const db = join(folder, 'crm.db');
    const faults: string[] = [];
    for (let seed = SEED; seed < SEED + COUNT; seed++) {
      const random = seededRandom(seed);
      const damaged = flipBytes(demo, random);
      for (let i = 0; i < COMMANDS_EACH; i++) {
        for (const end of ['', '-wal', '-shm', '-journal']) rmSync(db + end, { force: true });
        rmSync(join(folder, 'copy.db'), { force: true });
        writeFileSync(db, damaged);
        const args = commands[Math.floor(random() * commands.length)] as string[];
        const { exitCode, stderr } = await run(args, folder);
        if (exitCode > 4 || /internal error|^ {4}at /m.test(stderr))
          faults.push(`seed ${seed}: crm ${args.join(' ')}: exit ${exitCode}\n${stderr}`);
      }
    }
    expect(faults.join('\n')).toBe('');
  },
  TIMEOUT_MS,
);
