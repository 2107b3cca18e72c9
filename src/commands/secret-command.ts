import { failed } from '../domain/errors.ts';
import { programEnv, runProgram } from '../io/run-program.ts';
import type { IO } from '../io/types.ts';

/** How long the command of a secret may take: somebody may have to type a password. */
const SECRET_TIMEOUT_MS = 30_000;

/** What the command of a secret prints; `shown` names it in errors. Throws `failed` if it prints nothing. */
export async function printedBy(
  { env }: Pick<IO, 'env'>,
  command: readonly [program: string, ...args: string[]],
  shown: string,
): Promise<string> {
  const end = await runProgram({
    command,
    input: nothing(),
    env: programEnv(env),
    timeoutMs: SECRET_TIMEOUT_MS,
  });
  if (end.exitCode === 0 && end.output !== '') return end.output;
  const reason =
    end.problem ?? (end.exitCode === 0 ? 'printed nothing' : `failed with exit code ${end.exitCode}`);
  throw failed(`${shown} ${reason}`);
}

async function* nothing(): AsyncIterable<string> {}
