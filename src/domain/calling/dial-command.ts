import { usage } from '../errors.ts';
import { partsOfPhone } from '../phones/phone.ts';
import { rejectUnknownPlaceholders } from '../placeholders.ts';

/** A program and its arguments; `{number}` and `{extension}` stand for what is dialled. */
export type DialCommand = readonly [program: string, ...args: string[]];

const WORD = /"([^"]*)"|'([^']*)'|(\S+)/g;
const NUMBER_PLACEHOLDER = '{number}';
const EXTENSION_PLACEHOLDER = '{extension}';

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
  ) {
    rejectUnknownPlaceholders(args, [NUMBER_PLACEHOLDER, EXTENSION_PLACEHOLDER]);
    return [program, ...args];
  }
  throw usage(
    `"${text}" is not a dial command`,
    'Name a program, and put {number} where the number goes: linphone-cli dial {number}',
  );
}

/**
 * The command that dials a number (`+14155550128`, `+14155550128x208`). Without an extension, a word that is only
 * `{extension}` is left out.
 */
export function dialArguments([program, ...args]: DialCommand, phone: string): DialCommand {
  const { number, extension } = partsOfPhone(phone);
  const words = extension === null ? args.filter((word) => word !== EXTENSION_PLACEHOLDER) : args;
  return [
    program,
    ...words.map((word) =>
      word.replaceAll(NUMBER_PLACEHOLDER, number).replaceAll(EXTENSION_PLACEHOLDER, extension ?? ''),
    ),
  ];
}
