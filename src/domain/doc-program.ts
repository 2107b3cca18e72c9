import { openArguments } from './calling/mail-template.ts';
import { usage } from './errors.ts';
import { rejectUnknownPlaceholders } from './placeholders.ts';
import { splitLine } from './split-line.ts';

/** A program and its arguments; `{file}` stands for the path of a document. */
export type DocProgram = readonly [program: string, ...args: string[]];

const FILE = '{file}';

/** Reads `evince {file}`; quote a word that has spaces. Throws `usage`. */
export function readDocProgram(text: string): DocProgram {
  const [program, ...args] = splitLine(text);
  if (program && !program.includes(FILE) && args.some((word) => word.includes(FILE))) {
    rejectUnknownPlaceholders(args, [FILE]);
    return [program, ...args];
  }
  throw usage(
    `"${text}" does not open documents`,
    'Name a program, and put {file} where the path of the document goes: evince {file}',
  );
}

/** The command that opens a file: with a program of the user's own, or that of the system. */
export function openFileArguments(
  own: DocProgram | null,
  platform: NodeJS.Platform,
  path: string,
): DocProgram {
  if (own === null) return openArguments(platform, path);
  const [program, ...args] = own;
  return [program, ...args.map((word) => word.replaceAll(FILE, path))];
}
