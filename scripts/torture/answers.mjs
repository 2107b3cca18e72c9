import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { checkAnswer } from './check.mjs';
import { environment, finish, run, start } from './program.mjs';
import { difference, isSame, readState } from './state.mjs';
import { makePlace } from './world.mjs';

export const rounds = { usual: 40, short: 3 };

/** Refused, though the map that was asked for is saved. */
const ITS_MAP_STAYS = 'bad.csv --map-value rating:A=hot --save-map fair';

const READING = ['lead list', 'opp export', 'history', 'today', 'report pipeline', 'user list', 'doctor'];

/** Answers that cannot be written: the exit code says what is stored, whatever became of stdout. */
export async function torture(world, dice, program) {
  const { WRITING_LINES, wordsOf } = world.sources;
  const isReading = dice(4) === 0;
  const { line, before = [] } = isReading
    ? { line: dice.pick(READING) }
    : dice.pick(WRITING_LINES.filter(({ fresh, line }) => !fresh && !line.includes(ITS_MAP_STAYS)));
  const outlet = dice.pick(['full', 'closed', 'broken']);
  const place = makePlace(world);
  try {
    for (const earlier of before) checkAnswer(await run(program, wordsOf(earlier), place), earlier);
    const first = readState(place.db);
    const answer = await into(outlet, program, wordsOf(line), place);
    checkAnswer(answer, line);
    const state = readState(place.db);
    const isStored = !isSame(state, first);
    const { code, stderr } = answer;
    if (isReading) {
      const wanted = outlet === 'broken' ? [0] : [1];
      if (isStored) throw new Error(`it stored ${difference(state, first)}`);
      if (!wanted.includes(code)) throw new Error(`exit ${code} instead of ${wanted}: ${stderr}`);
    } else if (isStored && ![0, 4, 5].includes(code)) throw new Error(`stored, but exit ${code}: ${stderr}`);
    else if (!isStored && code === 5) throw new Error(`exit 5, but nothing is stored: ${stderr}`);
    else if (code === 5 && stderr.trim() === '') throw new Error('exit 5 without a word');
    return { answers: 1, 'stored without an answer': Number(code === 5) };
  } catch (error) {
    throw new Error(`crm ${line}, stdout ${outlet}: ${error.message}`);
  } finally {
    place.remove();
  }
}

/** Runs a line whose stdout is a full disk, closed, or a pipe whose reader is gone. */
async function into(outlet, program, words, place) {
  if (outlet === 'full') {
    const full = openSync('/dev/full', 'w');
    try {
      return await finish(start(program, words, place, full));
    } finally {
      closeSync(full);
    }
  }
  const command = [program.command, ...program.before, ...words]
    .map((word) => `'${word.replaceAll("'", "'\\''")}'`)
    .join(' ');
  // The reader ends before the program writes: a fifo that nobody reads any more.
  const script =
    outlet === 'closed'
      ? // Not with exec: that its output was closed a program tells by the shell above it.
        `${command} >&-; exit $?`
      : `mkfifo gone; exec 3<>gone 4>gone; exec 3<&-; exec ${command} >&4 4>&-`;
  return finish(
    spawn('bash', ['-c', script], {
      cwd: place.cwd,
      env: environment(place),
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}
