import { usage } from '../errors.ts';

/** A program and its arguments, with `{number}` where the number to dial goes. */
export type DialCommand = readonly [program: string, ...args: string[]];

const WORD = /"([^"]*)"|'([^']*)'|(\S+)/g;
const PLACE = '{number}';

/** Reads `program arguments {number}`; a word with spaces stands in quotes. Throws `usage`. */
export function readDialCommand(text: string): DialCommand {
  const [program, ...args] = Array.from(
    text.matchAll(WORD),
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
  if (program && !program.includes(PLACE) && args.some((word) => word.includes(PLACE)))
    return [program, ...args];
  throw usage(
    `"${text}" is no command that dials`,
    'Name a program and say where the number goes, such as: linphone-cli dial {number}',
  );
}

/** The command that dials this number (E.164). */
export function dialling([program, ...args]: DialCommand, number: string): DialCommand {
  return [program, ...args.map((word) => word.replaceAll(PLACE, number))];
}
