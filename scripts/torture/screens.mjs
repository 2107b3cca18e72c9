import { checkDatabase } from './check.mjs';
import { run } from './program.mjs';
import { difference, isSame, readState, recordsOf } from './state.mjs';
import { openTerminal } from './terminal.mjs';
import { makePlace } from './world.mjs';

export const rounds = { usual: 16, short: 1 };

const SCREENS = [['board'], ['board', '--review'], ['call', 'session'], ['dupes', '--review']];
const KEYS = [
  ...'hjklHLJKvbagwciymtxskwdenou123 .,<>/?+-',
  '\r',
  '\r',
  '\u001b',
  '\t',
  '\u001b[A',
  '\u001b[C',
];
const KEYS_PER_ROUND = 25;

/** Random keys on a screen that is then killed: what it stored is whole, and undo brings everything back. */
export async function torture(world, dice, program) {
  const screen = dice.pick(SCREENS);
  const place = makePlace(world);
  const typed = [];
  try {
    const start = readState(place.db);
    const terminal = openTerminal(program, screen, place);
    await terminal.quiet();
    for (let key = 0; key < KEYS_PER_ROUND; key++) {
      typed.push(dice.pick(KEYS));
      terminal.type(typed.at(-1));
      await new Promise((done) => setTimeout(done, dice(60)));
    }
    await new Promise((done) => setTimeout(done, dice(200)));
    terminal.kill('SIGKILL');
    await terminal.exit;
    if (/internal error/.test(terminal.raw)) throw new Error(`it shows an internal error`);
    const state = await checkDatabase(program, place);
    const last = Math.max(...start.change.map((row) => JSON.parse(row).id));
    const standing = state.change
      .map((row) => JSON.parse(row))
      .filter(({ id, undone_by }) => id > last && undone_by === null);
    const toUndo = standing.filter(({ kind }) => kind !== 'undo').length;
    for (let count = 0; count < toUndo; count++) {
      const answer = await run(program, ['undo'], place);
      if (answer.code !== 0) throw new Error(`undo ${count + 1} of ${toUndo}: ${answer.stderr}`);
    }
    const [got, wanted] = [recordsOf(readState(place.db)), recordsOf(start)];
    // How far a review came stays, as it is no record.
    for (const records of [got, wanted])
      for (const table of ['review', 'review_answer']) delete records[table];
    if (!isSame(got, wanted)) throw new Error(`after undoing all: ${difference(got, wanted)}`);
    return { screens: 1, keys: KEYS_PER_ROUND, 'changes undone': toUndo };
  } catch (error) {
    throw new Error(`crm ${screen.join(' ')}, keys ${JSON.stringify(typed.join(''))}: ${error.message}`);
  } finally {
    place.remove();
  }
}
