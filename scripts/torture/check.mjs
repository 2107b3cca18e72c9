import { run } from './program.mjs';
import { checkHistory, readState } from './state.mjs';

/** What the program calls a fault of its own; nothing a user or the machine does may cause one. */
const OWN_FAULT = /internal error|\bat .*\.(?:c?js|ts):\d+|Segmentation|panic/;

/** Throws with what a run wrote when it is a fault of the program, a crash or a hang. */
export function checkAnswer({ code, signal, stderr }, line) {
  if (signal !== null) throw new Error(`${line}: ended by ${signal}`);
  if (OWN_FAULT.test(stderr)) throw new Error(`${line}: exit ${code}: ${stderr.slice(0, 500)}`);
}

/** The state of a database that has to be sound, for SQLite, for `crm doctor` and for its own history. */
export async function checkDatabase(program, place, path = place.db) {
  const state = readState(path);
  if (state === null) return null;
  checkHistory(state);
  const answer = await run(program, ['--db', path, 'doctor'], place);
  checkAnswer(answer, 'doctor');
  if (answer.code !== 0) throw new Error(`doctor: ${answer.stdout}${answer.stderr}`);
  return state;
}
