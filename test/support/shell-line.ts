import { execa } from 'execa';
import { splitLine } from '../../src/domain/split-line.ts';
import { crm, environment, type RunOptions, type RunResult } from './program.ts';
import { SHELL_PROGRAM } from './under-test.ts';

/** Lines that need a shell: pipes, files, variables. */
const OF_A_SHELL = /[|&;<>$`*]/;

/** Text in which a shell finds nothing to do. */
const QUOTED = /'[^']*'|"[^"$`]*"/g;

const isOfShell = (line: string) => OF_A_SHELL.test(line.replace(QUOTED, ''));

/** Between commands of which each is run only if the one before it has worked. */
const AND = ' && ';

/** The lines of a shell: quoted text can go over several, and a comment can hold a quote. */
const LINES = /(?:'[^']*'|"[^"]*"|(?<=\s)#.*|[^'"\n])+/g;

/** What a shell leaves out: from a number sign after a blank to the end of the line, unless it is quoted. */
const COMMENT = /^((?:'[^']*'|"[^"]*"|[^'"])*?)\s#.*$/;

/** Runs text as if pasted into a shell with the program as `crm`; stops at the first error. */
export async function runLine(
  text: string,
  options: Pick<RunOptions, 'env' | 'home' | 'db'> & { readonly cwd: string },
): Promise<RunResult> {
  const lines = (text.match(LINES) ?? []).map((line) => line.replace(COMMENT, '$1').trim());
  const commands = lines.filter((line) => line !== '').flatMap((line) => line.split(AND));
  if (!commands.some(isOfShell)) return runEach(commands, options);
  const script = `crm() { ${SHELL_PROGRAM} "$@"; }\n${text}`;
  const { stdout, stderr, exitCode } = await execa('bash', ['-e', '-o', 'pipefail', '-c', script], {
    env: environment(options),
    extendEnv: false,
    cwd: options.cwd,
    input: '',
    reject: false,
    stripFinalNewline: false,
  });
  return { stdout, stderr, exitCode: exitCode ?? -1 };
}

async function runEach(
  [command = '', ...further]: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  const first = await crm(splitLine(command), options);
  if (first.exitCode !== 0 || further.length === 0) return first;
  const others = await runEach(further, options);
  return { ...others, stdout: first.stdout + others.stdout, stderr: first.stderr + others.stderr };
}
