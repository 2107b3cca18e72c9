import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { checkAnswer } from './check.mjs';
import { run } from './program.mjs';
import { makePlace } from './world.mjs';

export const rounds = { usual: 60, short: 3 };

const LINES = [
  'lead list',
  'lead show 42',
  'lead add Ann',
  'opp edit 7 --amount 5k',
  'doctor',
  'doctor --repair',
  'board',
  'today',
  'call next',
  'search heating',
  'export all',
  'report pipeline',
  'report calls',
  'history',
  'undo',
  'backup copy.db',
  'lead import people.csv --create all',
  'dupes',
  'merge lead:42 lead:43 --yes',
  'user list',
];

/** Flipped bytes, and files cut off: every command says so in a line, or works; none breaks down. */
export async function torture(world, dice, program) {
  const place = makePlace(world);
  const line = dice.pick(LINES);
  const flips = dice(6) === 0 ? 0 : 1 + dice(40);
  const file = openSync(place.db, 'r+');
  try {
    const { size } = fstatSync(file);
    const places = [];
    for (let flip = 0; flip < flips; flip++) {
      // The first page says what all others are: damage there is of another kind.
      const at = dice(8) === 0 ? dice(4096) : dice(size);
      const byte = Buffer.alloc(1);
      readSync(file, byte, 0, 1, at);
      byte[0] ^= 1 << dice(8);
      writeSync(file, byte, 0, 1, at);
      places.push(at);
    }
    if (flips === 0) ftruncateSync(file, dice(size));
    const answer = await run(program, world.sources.wordsOf(line), place);
    checkAnswer(answer, line);
    return { databases: 1, 'worked all the same': Number(answer.code === 0) };
  } catch (error) {
    throw new Error(`${flips === 0 ? 'cut off' : `${flips} bits flipped`}: ${error.message}`);
  } finally {
    closeSync(file);
    place.remove();
  }
}
