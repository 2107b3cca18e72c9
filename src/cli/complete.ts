import { statSync } from 'node:fs';
import type { Aliases } from '../config/aliases.ts';
import { loadConfig } from '../config.ts';
import { isoTime } from '../domain/dates.ts';
import { PhoneReaders } from '../domain/phones/readers.ts';
import { splitLine } from '../domain/split-line.ts';
import type { IO } from '../io/types.ts';
import type { DatabaseSchema } from '../store/sqlite/open.ts';
import { openSqlite } from '../store/sqlite/open.ts';
import { Store } from '../store/store.ts';
import type { WriteEnv } from '../store/write/values.ts';
import { type ProgramParts, withNouns } from './catalogue-entry.ts';
import { type Answer, NO_ANSWER } from './completion/answer.ts';
import { answerFor } from './completion/candidates.ts';
import { SHELLS } from './completion/shells.ts';
import { valuesFor } from './completion/values.ts';
import { commandPosition, expandShorthand } from './shorthand.ts';
import { typedDatabase, usualDatabase } from './stored-nouns.ts';

const BUSY_TIMEOUT_MS = 200;

/**
 * `crm complete <shell> …`, which the scripts of `crm completion` run on Tab: writes the candidates. It never writes
 * an error or creates a database; if something is wrong, it offers nothing.
 */
export default async function complete(
  argv: readonly string[],
  io: IO,
  program: ProgramParts,
): Promise<number> {
  const [shell = '', ...given] = argv;
  const args = given[0] === '--' ? given.slice(1) : given;
  const ask = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (!ask) return 0;
  const question = ask(args);
  const answer = question.redirects
    ? FILES
    : await answerQuestion(question.words, io, program).catch(() => NO_ANSWER);
  io.stdout.write(question.write(answer));
  return 0;
}

const FILES: Answer = { candidates: [], filesAfter: '' };

async function answerQuestion(words: readonly string[], io: IO, program: ProgramParts): Promise<Answer> {
  const config = await loadConfig(io).catch(() => undefined);
  let opened: Store | null | undefined;
  const phones = new PhoneReaders(() => config?.get('country') ?? 'US');
  const env: WriteEnv = {
    readPhone: (text, country) => phones.read(text, country),
    readPhones: (text, country) => phones.readAll(text, country),
  };
  try {
    const { aliases = {} } = config ?? {};
    const own = Object.entries(aliases).map(([name, line]) => ({ name, summary: line, group: '' }));
    const path = databaseOf(words, io) ?? (await usualDatabase(io));
    const store = () => {
      if (opened === undefined) opened = openExisting(path, io, program.schema);
      return opened;
    };
    const known = withNouns(program, store()?.db.nouns ?? program.schema.nouns);
    const parts = { ...known, catalogue: [...known.catalogue, ...own] };
    return await answerFor(fullLine(words, aliases, known), parts, async (line) =>
      valuesFor(line, { store, env }),
    );
  } finally {
    await opened?.close();
  }
}

/** The words with what the short ones before the last stand for. */
function fullLine(words: readonly string[], aliases: Aliases, { schema }: ProgramParts): readonly string[] {
  const before = words.slice(0, -1);
  const at = commandPosition(before);
  const line = Object.hasOwn(aliases, before[at] ?? '')
    ? splitLine(aliases[before[at] as string] as string)
    : [];
  const full = line.length > 0 ? [...before.slice(0, at), ...line, ...before.slice(at + 1)] : before;
  return [...expandShorthand(full, schema.nouns), ...words.slice(-1)];
}

/** The database that the line names. The shell has not expanded `~` and variables yet. */
function databaseOf(words: readonly string[], io: IO): string | undefined {
  return typedDatabase(words.slice(0, -1))
    ?.replace(/^~(?=\/|$)/, io.env.HOME ?? '~')
    .replace(/\$(?:(\w+)|\{(\w+)\})/g, (whole, bare, braced) => io.env[bare ?? braced] ?? whole);
}

/** The database if it exists and is readable; else null. */
function openExisting(path: string, io: IO, schema: DatabaseSchema): Store | null {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null;
  const now = isoTime(io.now());
  try {
    const engine = openSqlite({
      path,
      ...schema,
      now,
      missing: 'fail',
      migrate: false,
      busyTimeout: BUSY_TIMEOUT_MS,
    });
    return new Store(engine, { user: '', now, command: 'complete' });
  } catch {
    return null;
  }
}
