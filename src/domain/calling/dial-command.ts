import { usage } from '../errors.ts';

/** A program and its arguments; `{number}` stands for the number to dial. */
export type DialCommand = readonly [program: string, ...args: string[]];

const WORD = /"([^"]*)"|'([^']*)'|(\S+)/g;
const NUMBER_PLACEHOLDER = '{number}';

/** Reads `program arguments {number}`; quote a word that has spaces. Throws `usage`. */
export function readDialCommand(text: string): DialCommand {
  const [program, ...args] = Array.from(
    text.matchAll(WORD),
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
  if (
    program &&
    !program.includes(NUMBER_PLACEHOLDER) &&
    args.some((word) => word.includes(NUMBER_PLACEHOLDER))
  )
    return [program, ...args];
  throw usage(
    `"${text}" is not a dial command`,
    'Name a program, and put {number} where the number goes: linphone-cli dial {number}',
  );
}

/** The command that dials this number (E.164). */
export function dialArguments([program, ...args]: DialCommand, number: string): DialCommand {
  return [program, ...args.map((word) => word.replaceAll(NUMBER_PLACEHOLDER, number))];
}
