import { existsSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { checkAnswer } from './check.mjs';
import { run } from './program.mjs';
import { difference, isSame, readState } from './state.mjs';
import { makePlace } from './world.mjs';

export const rounds = { usual: 40, short: 3 };

/** How commands that need more than an output are called; any other is its first example. */
const LINES = {
  'contact export': ['contact export', 'contact export --vcard'],
  'lead export': ['lead export', 'lead export --call-list'],
  'lead import': ['lead import bad.csv'],
  'account import': ['account import accounts.csv'],
  'contact import': ['contact import people.csv'],
  'opp import': ['opp import deals.csv'],
  'task import': ['task import tasks.csv'],
  'activity import': ['activity import notes.csv'],
  'dnc import': ['dnc import numbers.csv'],
  'target import': ['target import targets.csv'],
  'call import': ['call import calls.csv'],
  migrate: ['migrate people.csv --noun people.csv=lead'],
  'export all': ['export all', 'export all -f csv-folder'],
  board: ['board --review'],
  backup: ['backup'],
  demo: ['demo'],
};

/** Options that name what is read. */
const READ = new Set(['--script']);

/** Every output aimed at a file of the program's own, through links too: refused, and the file is as it was. */
export async function torture(world, dice, program) {
  const aims = await outputsOf(world);
  const { name, flag } = dice.pick(aims);
  const line = dice.pick(LINES[name] ?? [name]);
  const place = makePlace(world);
  const config = join(place.cwd, 'config/crm/config.toml');
  mkdirSync(join(place.cwd, 'config/crm'));
  writeFileSync(config, 'currency = "EUR"\n');
  const own = dice.pick([place.db, `${place.db}-wal`, `${place.db}-shm`, `${place.db}-journal`, config]);
  const way = dice.pick(['itself', 'symlink', 'hard link', 'another spelling']);
  const path = aim(place, own, way);
  const force = dice(2) === 0 ? ['--force', '--yes'] : [];
  const said = `crm ${line} ${flag} <${way} of ${own.slice(place.cwd.length + 1)}> ${force.join(' ')}`;
  try {
    const before = readState(place.db);
    const bytes = readFileSync(config);
    if (process.env.CRM_DEBUG) console.log(said);
    const words = [...world.sources.wordsOf(line), ...(flag === '' ? [path] : [flag, path]), ...force];
    const answer = await run(program, words, place);
    checkAnswer(answer, said);
    const state = readState(place.db);
    if (!isSame(state, before))
      throw new Error(`${said}: exit ${answer.code}, and ${difference(state, before)}`);
    if (answer.code === 0) throw new Error(`${said}: exit 0, though that file is the program's own`);
    if (
      state === null ||
      state.lead.length < before.lead.length ||
      state.change.length < before.change.length
    )
      throw new Error(`${said}: exit ${answer.code}; the database is another: ${difference(state, before)}`);
    if (!existsSync(config) || !readFileSync(config).equals(bytes))
      throw new Error(`${said}: the config is another`);
    return { outputs: 1, refused: Number(answer.code !== 0) };
  } finally {
    place.remove();
  }
}

/** Every option, and the argument of backup, that names a file to write. */
async function outputsOf(world) {
  const commands = await world.sources.allCommands();
  const nouns = world.sources.builtInNouns();
  return commands.flatMap(({ path, spec }) => {
    const name = path.join(' ');
    const { options } = spec.configure(new Command(), nouns);
    const flags = options.filter(
      ({ flags, long }) => /<(?:file|path|folder)>/.test(flags) && !READ.has(long),
    );
    return [
      ...flags.map(({ long }) => ({ name, flag: long })),
      ...(name === 'backup' ? [{ name, flag: '' }] : []),
    ];
  });
}

function aim(place, own, way) {
  if (way === 'another spelling') return join(place.cwd, 'config', '..', own.slice(place.cwd.length + 1));
  if (way === 'itself' || !existsSync(own)) return own;
  const path = join(place.cwd, 'elsewhere');
  if (way === 'symlink') symlinkSync(own, path);
  else linkSync(own, path);
  return path;
}
