import { type CrmError, failed } from '../domain/errors.ts';

/** Who has nothing else to do waits so long for a program to fail; it may run as long as it likes. */
const WATCHED_MS = 500;

/** Who goes on at once hears of a program that fails this soon; later it has done something first. */
const HEARD_OF_MS = 5000;

/** Hears that a program has failed which somebody went on without. */
export type OnLateFailure = (error: CrmError) => void;

/**
 * Starts a program without a shell and detaches it: it reads nothing, writes nothing here and keeps running. Throws
 * `failed` if it cannot be started, or fails at once; with `onLateFailure` it resolves as soon as it is started.
 */
export async function launch(
  [program, ...args]: readonly [program: string, ...args: string[]],
  env: Readonly<Record<string, string | undefined>>,
  onLateFailure?: OnLateFailure,
): Promise<void> {
  const { spawn } = await import('node:child_process');
  const child = spawn(program, args, { detached: true, stdio: 'ignore', env: { ...env } });
  await new Promise<void>((resolve, reject) => {
    let fail: OnLateFailure = reject;
    const watch = setTimeout(
      () => {
        child.removeAllListeners('exit');
        resolve();
      },
      onLateFailure ? HEARD_OF_MS : WATCHED_MS,
    );
    // A screen that is left does not stay for it.
    if (onLateFailure) watch.unref();
    const end = (error?: CrmError) => {
      clearTimeout(watch);
      if (error) fail(error);
      else resolve();
    };
    if (onLateFailure)
      child.once('spawn', () => {
        fail = onLateFailure;
        resolve();
      });
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
