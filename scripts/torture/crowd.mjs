import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkAnswer, checkDatabase } from './check.mjs';
import { run } from './program.mjs';
import { readState } from './state.mjs';
import { makePlace } from './world.mjs';

export const rounds = { usual: 4, short: 1 };

const WRITERS = 6;
const LINES_PER_WRITER = { usual: 4, short: 1 };

/** Writers beside doctors and backups: nothing gets lost, no doctor raises an alarm, every backup is whole. */
export async function torture(world, dice, program, _round, isShort) {
  const place = makePlace(world);
  const done = { 'writers at once': 0, 'lines written': 0, doctors: 0, backups: 0 };
  try {
    const start = readState(place.db);
    let writing = true;
    const writers = Array.from({ length: WRITERS }, async (_, writer) => {
      for (let line = 0; line < LINES_PER_WRITER[isShort ? 'short' : 'usual']; line++) {
        const words = dice.pick([
          ['lead', 'add', `Writer ${writer} ${line}`],
          ['log', 'call', String(1 + dice(40)), '-o', 'voicemail'],
          ['lead', 'edit', String(1 + dice(300)), '--notes', `by ${writer} ${line}`],
          ['task', 'add', `task ${writer} ${line}`],
        ]);
        const answer = await run(program, words, place);
        checkAnswer(answer, words.join(' '));
        if (answer.code === 0) done['lines written']++;
        else if (/locked/.test(answer.stderr)) throw new Error(`${words.join(' ')}: ${answer.stderr}`);
      }
    });
    const doctors = [0, 1].map(async (doctor) => {
      while (writing) {
        const answer = await run(program, ['doctor'], place);
        checkAnswer(answer, 'doctor');
        if (answer.code !== 0) throw new Error(`a doctor beside writers: ${answer.stdout}${answer.stderr}`);
        done.doctors++;
        const copy = join(place.cwd, `copy-${doctor}.db`);
        const made = await run(program, ['backup', copy], place);
        if (made.code !== 0) throw new Error(`a backup beside writers: ${made.stderr}`);
        readState(copy);
        rmSync(copy);
        done.backups++;
      }
    });
    await Promise.all([
      Promise.all(writers).finally(() => {
        writing = false;
      }),
      ...doctors,
    ]);
    const state = await checkDatabase(program, place);
    const changes = state.change.length - start.change.length;
    if (changes !== done['lines written'])
      throw new Error(`${done['lines written']} lines ended with 0 and made ${changes} changes`);
    done['writers at once'] = WRITERS;
    return done;
  } finally {
    place.remove();
  }
}
