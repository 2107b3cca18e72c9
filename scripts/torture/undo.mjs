import { checkAnswer, checkDatabase } from './check.mjs';
import { run } from './program.mjs';
import { difference, isSame, readState, recordsOf } from './state.mjs';
import { makePlace } from './world.mjs';

export const rounds = { usual: 12, short: 1 };

const COMMANDS_PER_ROUND = { usual: 12, short: 3 };

/** Random commands one after the other, then as many undos as they made changes: the records are what they were. */
export async function torture(world, dice, program, _round, isShort) {
  const { WRITING_LINES, wordsOf } = world.sources;
  const lines = WRITING_LINES.filter(({ fresh, name }) => !fresh && name !== 'undo' && name !== 'redo');
  const place = makePlace(world);
  const done = { commands: 0, refused: 0, undone: 0, redone: 0 };
  const said = [];
  try {
    const start = readState(place.db);
    let state = start;
    for (let step = 0; step < COMMANDS_PER_ROUND[isShort ? 'short' : 'usual']; step++) {
      const { line, before = [] } = dice.pick(lines);
      for (const each of [...before, line]) {
        said.push(each);
        const answer = await run(program, wordsOf(each), place);
        checkAnswer(answer, each);
        const now = readState(place.db);
        done.commands++;
        if (answer.code !== 0 && answer.code !== 4) {
          done.refused++;
          if (!isSame(recordsOf(now), recordsOf(state)) && !each.includes('--save-map'))
            throw new Error(`${each} ended with ${answer.code} and changed ${difference(now, state)}`);
        }
        state = now;
      }
    }
    const end = state;
    const changes = end.change.length - start.change.length;
    for (const verb of ['undo', 'redo', 'undo']) {
      for (let count = 0; count < changes; count++) {
        const answer = await run(program, [verb], place);
        if (answer.code !== 0) throw new Error(`${verb} ${count + 1} of ${changes}: ${answer.stderr}`);
      }
      done[verb === 'undo' ? 'undone' : 'redone'] += changes;
      const [got, wanted] = [recordsOf(readState(place.db)), recordsOf(verb === 'undo' ? start : end)];
      if (!isSame(got, wanted)) throw new Error(`after every ${verb}: ${difference(got, wanted)}`);
    }
    await checkDatabase(program, place);
  } catch (error) {
    throw new Error(`${error.message}\n  of: ${said.map((line) => `crm ${line}`).join('; ')}`);
  } finally {
    place.remove();
  }
  return done;
}
