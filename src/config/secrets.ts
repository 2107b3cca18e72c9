import { usage } from '../domain/errors.ts';
import { isObject } from '../domain/json-object.ts';
import { splitLine } from '../domain/split-line.ts';

/** The table of the config file with the commands that print the user's secrets. */
export const SECRETS = 'secrets';

/** The command that prints each secret, by the name of the secret. */
export type Secrets = Readonly<Record<string, readonly [program: string, ...args: string[]]>>;

/** Reads the table of secrets in the file `path`. Throws `usage` for anything else than a command by name. */
export function readSecrets(path: string, table: unknown): Secrets {
  const commands = Object.entries(isObject(table) ? table : {}).map(([name, command]) => [
    name,
    readCommand(command),
  ]);
  if (isObject(table) && commands.every(([, command]) => command !== null))
    return Object.fromEntries(commands);
  throw usage(
    `[${SECRETS}] needs the command that prints the secret for each name`,
    'For example: slack = ["pass", "show", "slack"]',
    `It is set in ${path}.`,
  );
}

function readCommand(command: unknown): readonly string[] | null {
  const words = typeof command === 'string' ? splitLine(command) : command;
  const isCommand =
    Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === 'string');
  return isCommand && words[0] !== '' ? words : null;
}
