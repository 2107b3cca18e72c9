import { execa } from 'execa';
import { splitLine } from '../../src/domain/split-line.ts';
import { crm, environment, type RunOptions, type RunResult } from './program.ts';
import { SHELL_PROGRAM } from './under-test.ts';

/** Lines that need a shell: several lines or commands, pipes, files, variables. */
const OF_A_SHELL = /[\n|&;<>$`*]/;

/** Runs text as if pasted into a shell with the program as `crm`; stops at the first error. */
export async function runLine(
  text: string,
  options: Pick<RunOptions, 'env' | 'home' | 'db'> & { readonly cwd: string },
): Promise<RunResult> {
  if (!OF_A_SHELL.test(text)) return crm(splitLine(text), options);
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
