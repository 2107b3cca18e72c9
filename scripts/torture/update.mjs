import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { checkAnswer } from './check.mjs';
import { finish, run, start } from './program.mjs';
import { makePlace } from './world.mjs';

export const rounds = { usual: 1, short: 1 };

const LEADS = 1_000_000;
const LEADS_OF_SHORT = 20_000;
const KILLS = 3;
/** So long an update takes, about, once it has made its copy. */
const UPDATE_MS = 20_000;
const UPDATE_MS_OF_SHORT = 500;

/** Kills the update of a database of the first schema: the next command updates it as if nothing had happened. */
export async function torture(world, dice, program, _round, isShort) {
  const leads = isShort ? LEADS_OF_SHORT : LEADS;
  const place = makePlace(world, null);
  try {
    world.sources.makeFirstSchema(place.db, leads);
    for (let kill = 0; kill < KILLS; kill++) {
      const child = start(program, ['lead', 'show', '1'], place);
      const ended = finish(child);
      while (!existsSync(`${place.db}.v1.bak`) && child.exitCode === null) await setTimeout(5);
      await setTimeout(dice.fraction() * (isShort ? UPDATE_MS_OF_SHORT : UPDATE_MS));
      child.kill('SIGKILL');
      await ended;
    }
    for (const line of [`lead edit ${leads} --rating cold`, `search shade${leads}`, 'doctor']) {
      const answer = await run(program, line.split(' '), place);
      checkAnswer(answer, line);
      if (answer.code !== 0)
        throw new Error(`${line}: exit ${answer.code}: ${answer.stdout}${answer.stderr}`);
    }
    return { updates: 1, kills: KILLS };
  } finally {
    place.remove();
  }
}
