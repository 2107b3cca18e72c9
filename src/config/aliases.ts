import { usage } from '../domain/errors.ts';
import { isObject } from '../domain/json-object.ts';

/** The table of the config file with the user's own commands. */
export const ALIASES = 'aliases';

const NAME = /^[a-z][a-z0-9-]{0,19}$/;

/** The user's aliases: name to command line. */
export type Aliases = Readonly<Record<string, string>>;

/** Reads the table of aliases in the file `path`. Throws `usage` for anything else than lines by name. */
export function readAliases(path: string, table: unknown): Aliases {
  if (!isObject(table) || Object.values(table).some((line) => typeof line !== 'string'))
    throw usage(
      `[${ALIASES}] needs a line in quotes for each name`,
      `For example: hot = "lead list --segment hot"`,
      `It is set in ${path}.`,
    );
  return table as Aliases;
}

/** Checks a name for an alias. Throws `usage`. */
export function checkAliasName(name: string): string {
  if (NAME.test(name)) return name;
  throw usage(
    `"${name}" cannot be the name of a command`,
    'Use a small letter, then letters, digits and dashes, at most 20.',
  );
}
