import { existsSync, readFileSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkAnswer, checkDatabase } from './check.mjs';
import { finish, run, start } from './program.mjs';
import { difference, isSame, readState } from './state.mjs';
import { makePlace } from './world.mjs';

export const rounds = { usual: 60, short: 1 };

/** How often each line is killed in a round. */
const KILLS_PER_ROUND = 4;

/** Milliseconds after the first write within which half of the kills come: that is when there is something to lose. */
const AFTER_WRITE_MS = 12;

/** Lines that write a file beside the database, and the file. */
const FILE_LINES = [
  { line: 'backup copy.db', output: 'copy.db' },
  { line: 'export all -o out.jsonl', output: 'out.jsonl' },
  { line: 'export all -f csv-folder -o out', output: 'out/lead.csv' },
  { line: 'lead export -o out.csv', output: 'out.csv' },
  { line: 'contact export --vcard -o out.vcf', output: 'out.vcf' },
  { line: 'demo --path new.db', output: 'new.db' },
  { line: 'config set currency EUR', output: 'config/crm/config.toml' },
  { line: 'doctor --repair' },
];

/** Ends a writing command at a random moment: the database, and any file it makes, is as before or as after. */
export async function torture(world, dice, program) {
  const lines = [...world.sources.WRITING_LINES, ...FILE_LINES];
  const { line, before = [], fresh, output } = dice.pick(lines);
  const { wordsOf } = world.sources;
  const source = makePlace(world, fresh ? null : undefined);
  const done = { kills: 0, 'ended before': 0, 'ended after': 0, 'ended too late': 0 };
  try {
    for (const earlier of before) checkAnswer(await run(program, wordsOf(earlier), source), earlier);
    const start = readState(source.db);
    const whole = makePlace(world, existsSync(source.db) ? source.db : null);
    const began = performance.now();
    checkAnswer(await run(program, wordsOf(line), whole), line);
    const duration = performance.now() - began;
    const after = await checkDatabase(program, whole);
    for (let kill = 0; kill < KILLS_PER_ROUND; kill++) {
      const place = makePlace(world, existsSync(source.db) ? source.db : null);
      const delay = dice.fraction() * duration;
      const afterWrite = dice(2) === 0 ? dice.fraction() * AFTER_WRITE_MS : null;
      const { signal } = await killed(program, wordsOf(line), place, { delay, afterWrite });
      done.kills++;
      let outcome;
      try {
        const state = await checkDatabase(program, place);
        const isUnused = state !== null && start === null && (state.change ?? []).length === 0;
        if (isUnused) {
          // A new database without a record in it has to be as good as none.
          checkAnswer(await run(program, wordsOf(line), place), line);
          const got = readState(place.db);
          if (!isSame(got, after)) throw new Error(`a new database is not usable: ${difference(got, after)}`);
        } else if (!isSame(state, start) && !isSame(state, after))
          throw new Error(
            `neither as before (${difference(state, start)}) nor as after (${difference(state, after)})`,
          );
        outcome = isUnused || isSame(state, start) ? 'ended before' : 'ended after';
        if (output) checkFile(join(place.cwd, output), join(whole.cwd, output));
      } catch (error) {
        throw new Error(
          `crm ${line}, killed ${afterWrite === null ? `after ${delay.toFixed(1)} ms` : `${afterWrite.toFixed(1)} ms after its first write`}: ${error.message}`,
        );
      }
      done[signal === null ? 'ended too late' : outcome]++;
      place.remove();
    }
    whole.remove();
  } finally {
    source.remove();
  }
  return done;
}

async function killed(program, args, place, { delay, afterWrite }) {
  const child = start(program, args, place);
  const ended = finish(child);
  const kill = () => child.kill('SIGKILL');
  if (afterWrite === null) {
    const timer = setTimeout(kill, delay);
    const answer = await ended;
    clearTimeout(timer);
    return answer;
  }
  let timer;
  const watcher = watch(dirname(place.db), (event, name) => {
    // That a file appears is not yet a write.
    if (event === 'change' && !name?.endsWith('-shm') && timer === undefined)
      timer = setTimeout(kill, afterWrite);
  });
  const answer = await ended;
  watcher.close();
  clearTimeout(timer);
  return answer;
}

/** A file is not there, or whole. */
function checkFile(path, whole) {
  if (!existsSync(path)) return;
  if (path.endsWith('.db')) {
    const [state, wanted] = [readState(path), readState(whole)];
    if (!isSame(state, wanted)) throw new Error(`${path} is not whole: ${difference(state, wanted)}`);
  } else if (!readFileSync(path).equals(readFileSync(whole))) throw new Error(`${path} is not whole`);
}
