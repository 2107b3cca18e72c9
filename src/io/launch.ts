import { failed } from '../domain/errors.ts';

/**
 * Starts a program without a shell and detaches it: it reads nothing, writes nothing here and keeps running. Throws
 * `failed` if it cannot be started.
 */
export async function launch(
  [program, ...args]: readonly [program: string, ...args: string[]],
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { spawn } = await import('node:child_process');
  const child = spawn(program, args, { detached: true, stdio: 'ignore', env: { ...env } });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(failed(`cannot start "${program}": ${error.message}`)));
  });
  child.unref();
}
