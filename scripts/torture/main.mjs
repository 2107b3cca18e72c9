/**
 * `npm run torture [-- --seed <n> --rounds <n> --only kill,disk --round <n> --short]`: does to both programs what a bad
 * day does to them, and checks what is left. A part is a module here with `rounds`, how many it does by default and when
 * it is short, and `torture(world, dice, program, round, isShort)`, one round, which throws for a failure and returns what it did:
 * numbers by name. What a part does to commands it takes from test/support/command-lines.ts, so that it knows new ones.
 */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeDice } from './dice.mjs';
import { makeWorld } from './world.mjs';

const PARTS = [
  'kill',
  'screens',
  'disk',
  'crowd',
  'damage',
  'update',
  'hostile',
  'undo',
  'outputs',
  'answers',
];

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string' },
    round: { type: 'string' },
    only: { type: 'string', default: PARTS.join(',') },
    short: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const wanted = options.only.split(',');
const unknown = wanted.find((name) => !PARTS.includes(name));
if (unknown !== undefined) {
  console.error(`there is no part "${unknown}"; there are ${PARTS.join(', ')}`);
  process.exit(2);
}

const world = await makeWorld();
console.log(`seed ${options.seed}, programs: ${world.programs.map(({ name }) => name).join(', ')}`);
let failures = 0;
try {
  for (const name of wanted) {
    const part = await import(`./${name}.mjs`);
    const count = Number(options.rounds ?? (options.short ? part.rounds.short : part.rounds.usual));
    const first = Number(options.round ?? 1);
    const figures = {};
    let failed = 0;
    for (let round = first; round < first + (options.round ? 1 : count); round++) {
      const program = world.programs[round % world.programs.length];
      try {
        const dice = makeDice(`${options.seed} ${name} ${round}`);
        const done = await part.torture(world, dice, program, round, options.short);
        for (const [what, number] of Object.entries(done)) figures[what] = (figures[what] ?? 0) + number;
      } catch (error) {
        failed++;
        console.error(
          `FAILED ${name}, round ${round}, ${program.name}: ${process.env.CRM_DEBUG ? error.stack : error.message}`,
        );
        console.error(`  again: npm run torture -- --seed ${options.seed} --only ${name} --round ${round}`);
      }
    }
    const did = Object.entries(figures).map(([what, number]) => `${number} ${what}`);
    console.log(`${name}: ${did.join(', ')}; ${failed === 0 ? 'all well' : `${failed} FAILED`}`);
    failures += failed;
  }
} finally {
  if (options.keep) console.log(`kept: ${world.folder}`);
  else rmSync(world.folder, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;
