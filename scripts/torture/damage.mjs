import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { checkAnswer } from './check.mjs';
import { run } from './program.mjs';
import { makePlace } from './world.mjs';

export const rounds = { usual: 60, short: 3 };

/** One database in so many is cut off, the others have flipped bytes. */
const CUT_OFF_IN = 6;

/** Flipped bytes, and files cut off: every command says so in a line, or works; none breaks down. */
export async function torture(world, dice, program) {
  const { COMMANDS, WRITING_LINES, flipBytes, wordsOf } = world.sources;
  const readings = Object.keys(COMMANDS).filter((name) => COMMANDS[name] === 'reads');
  const lines = [
    ...WRITING_LINES.filter(({ fresh }) => !fresh).map(({ line }) => line),
    ...readings.map((name) =>
      / show$/.test(name) ? `${name} 3` : name === 'search' ? 'search heating' : name,
    ),
  ];
  const line = dice.pick(lines);
  const isCutOff = dice(CUT_OFF_IN) === 0;
  const place = makePlace(world);
  try {
    const whole = readFileSync(place.db);
    if (isCutOff) truncateSync(place.db, dice(whole.length));
    else writeFileSync(place.db, flipBytes(whole, dice.fraction));
    const answer = await run(program, wordsOf(line), place);
    checkAnswer(answer, line);
    return { databases: 1, 'worked all the same': Number(answer.code === 0) };
  } catch (error) {
    throw new Error(`${isCutOff ? 'cut off' : 'bytes flipped'}: ${error.message}`);
  } finally {
    place.remove();
  }
}
