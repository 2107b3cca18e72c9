import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** The Node the project is built and tested with, independent of the machine's own. */
export const NODE = join(ROOT, 'node_modules/.bin/node');

/** How a program is started. */
export interface Program {
  readonly command: string;
  readonly before: readonly string[];
}

/** The program under test: the stand-alone file that CRM_BIN names, else the launcher on the project's Node. */
export const PROGRAM: Program = process.env.CRM_BIN
  ? { command: resolve(process.env.CRM_BIN), before: [] }
  : { command: NODE, before: [join(ROOT, 'bin/crm.js')] };

/** Whether all commands run what is built, and not the sources. */
export const isBuilt = process.env.CRM_BIN !== undefined;

/** Whether it brings its own runtime, so that nothing else can run it. */
export const isOneFile = process.env.CRM_BIN !== undefined && !PROGRAM.command.endsWith('.js');

/** The program under test as words of a shell, at any path. */
export const SHELL_PROGRAM = [PROGRAM.command, ...PROGRAM.before]
  .map((word) => `'${word.replaceAll("'", `'\\''`)}'`)
  .join(' ');
