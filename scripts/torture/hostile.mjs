import Database from 'better-sqlite3';
import { checkAnswer } from './check.mjs';
import { openTerminal } from './terminal.mjs';
import { makePlace } from './world.mjs';

export const rounds = { usual: 40, short: 3 };

/** What would act on a terminal: titles, colours, cleared screens, bells, 8-bit controls, text that runs backwards. */
const PAYLOADS = [
  '\u001b]0;taken\u0007',
  '\u001b[5;31;47m',
  '\u001b[2J\u001b[1;1H',
  '\u001bPq\u001b\\',
  '\u009b31m\u0085',
  '\u202egnp.exe\u202c',
  '\u2066\u200f\u2069',
  'a\rb\bc\u0000d\u007f',
];

/** Tables that hold no text of people. */
const OWN_TABLE =
  /^(?:sqlite_|search_|derived$|worker_|call_|case_clock$|rule_clock$|stored_file$|doc_version$)/;
/** Columns whose text has a form that commands rely on. */
const FORMED =
  /(?:_at|_on|_date|_day|_since|_until|currency)$|^(?:at|day|since|until|from_day|to_day|expires|birthdate|hours|zone|timezone|holidays|priorities|applies|filter|shape|scope|definition|line|text|result|required_from|convert_to|custom|choices|gaps|options|relates|noun|type|types|kind|list|status|state|every|base|e164|category|forecast|priority|disposition|direction|undone_by|cadence|outcome|recurring|measure|part|hash|op|before|after|lifecycle|stage|secret|url)$/;
const ROWS_PER_TABLE = 12;

const FORMATS = ['table', 'csv', 'tsv', 'json', 'jsonl', 'md', 'ids'];
/** Lines besides those of the nouns and the examples of commands that read. */
const OTHERS = [
  'report pipeline --by owner',
  'report calls --by user',
  'lead show nobody-at-all',
  'lead list --where "owner = x"',
  'lead edit 1 --notes x',
  'undo',
];
const SCREENS = ['board', 'board --review', 'call session', 'dupes --review', 'case board'];

const matching = (pattern, flags) => new RegExp(pattern, flags);
/** What the program itself writes on a terminal that it only prints to: colours, and the line that says how far it is. */
const OWN = matching(
  String.raw`\u001b\[[\d;]*m|\u001b\[\d*K|\u001b\[\?25[hl]|\r(?=\n)|\r(?=\u001b\[\d*K)`,
  'g',
);
/** What a screen writes: numbers to dial, as links, and the question which background the terminal has. */
const OWN_ON_SCREENS = matching(
  String.raw`\u001b\]8;;(?:tel:\+?\d*)?(?:\u0007|\u001b\\)|\u001b\]11;\?\u001b\\`,
  'g',
);
/** Controls, and marks that turn the direction of text. */
const C1_AND_MARKS = String.raw`[\u0080-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]`;
const ACTING = matching(String.raw`[\u0000-\u0008\u000b-\u001f\u007f]|${C1_AND_MARKS}`);
/** On a screen that is drawn, what none of its own sequences is. */
const TAKEN = matching(String.raw`\u001b\]|\u0007|\u001b\[5;31;47m|\u001bP|${C1_AND_MARKS}`);

/** Text that would act on a terminal in every column that holds text: none of it does, in any format or screen. */
export async function torture(world, dice, program) {
  const place = makePlace(world);
  const isScreen = dice(4) === 0;
  const line = isScreen
    ? dice.pick(SCREENS)
    : `${dice.pick(await linesOf(world.sources, dice))}${dice(2) === 0 ? ` -f ${dice.pick(FORMATS)}` : ''}`;
  try {
    const values = poison(place.db, dice);
    const terminal = openTerminal(program, world.sources.wordsOf(line), place);
    if (isScreen) {
      await terminal.quiet();
      for (const key of ['j', 'l', '\r', '?', '\u001b', 'q']) {
        terminal.type(key);
        await terminal.quiet(150);
      }
      terminal.kill('SIGKILL');
    }
    const { code, signal } = await terminal.exit;
    if (!isScreen) checkAnswer({ code, signal: signal || null, stderr: terminal.raw }, line);
    const rest = terminal.raw.replace(isScreen ? OWN_ON_SCREENS : OWN, '');
    const found = (isScreen ? TAKEN : ACTING).exec(rest);
    if (found)
      throw new Error(
        `${JSON.stringify(rest.slice(Math.max(0, found.index - 60), found.index + 20))} acts on the terminal`,
      );
    return {
      outputs: 1,
      'hostile values': values,
      bytes: terminal.raw.length,
      'exit codes other than 0': Number(code !== 0),
    };
  } catch (error) {
    throw new Error(`crm ${line} on a terminal: ${error.message}`);
  } finally {
    place.remove();
  }
}

/** Lines that print what is stored: of the nouns, or of the commands that read. */
async function linesOf({ builtInNouns, allCommands, COMMANDS, READS }, dice) {
  if (dice(2) === 0)
    return builtInNouns().names.flatMap((noun) => [`${noun} list`, `${noun} export`, `${noun} show 1`]);
  const reading = (await allCommands()).filter(({ path }) => COMMANDS[path.join(' ')] === READS);
  return [...reading.flatMap(({ spec }) => spec.examples.filter((line) => !/[|><]/.test(line))), ...OTHERS];
}

/** Puts payloads into every free text of some rows of every table, past all that would clean them. */
function poison(path, dice) {
  const database = new Database(path);
  let count = 0;
  try {
    const tables = database
      .prepare("select name from pragma_table_list where type = 'table' and not wr")
      .pluck()
      .all();
    for (const table of tables.filter((name) => !OWN_TABLE.test(name))) {
      const columns = database
        .pragma(`table_info("${table}")`)
        .filter(
          ({ type, name }) =>
            type === 'TEXT' && !FORMED.test(name) && !(table === 'field' && name === 'name'),
        );
      const ids = database
        .prepare(`select rowid from "${table}" order by rowid limit ${ROWS_PER_TABLE}`)
        .pluck()
        .all();
      for (const { name } of columns) {
        const set = database.prepare(
          `update "${table}" set "${name}" = coalesce("${name}", '') || ? where rowid = ?`,
        );
        for (const id of ids) {
          try {
            count += set.run(`${dice.pick(PAYLOADS)}${id}`, id).changes;
          } catch {
            // A column of few words, or of names that are there once.
          }
        }
      }
    }
    // Who acts has to be found by name.
    database.prepare("update user set name = 'tester' where name like 'tester%'").run();
  } finally {
    database.close();
  }
  return count;
}
