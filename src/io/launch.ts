import { failed } from '../domain/errors.ts';

/** Who opens or dials with a program hears of it if it fails this soon; it may run as long as it likes. */
const WATCHED_MS = 500;

/**
 * Starts a program without a shell and detaches it: it reads nothing, writes nothing here and keeps running. Throws
 * `failed` if it cannot be started, or fails at once.
 */
export async function launch(
  [program, ...args]: readonly [program: string, ...args: string[]],
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { spawn } = await import('node:child_process');
  const child = spawn(program, args, { detached: true, stdio: 'ignore', env: { ...env } });
  await new Promise<void>((resolve, reject) => {
    const watch = setTimeout(resolve, WATCHED_MS);
    const end = (error?: Error) => {
      clearTimeout(watch);
      if (error) reject(error);
      else resolve();
    };
    child.once('error', (error) => end(failed(`cannot start "${program}": ${error.message}`)));
    child.once('exit', (code, signal) =>
      end(
        code === 0
          ? undefined
          : failed(`"${program}" failed: ${signal === null ? `exit code ${code}` : `stopped by ${signal}`}`),
      ),
    );
  });
  child.unref();
}
