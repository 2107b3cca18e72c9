/** How long to wait for the signal to go on, in milliseconds: a program whose shell is gone is not stopped at all. */
const NOT_STOPPED_AFTER_MS = 500;

/** Stops the program and what its shell has started with it, until the shell lets it go on. */
export async function suspendProcess(process: NodeJS.Process): Promise<void> {
  if (process.platform === 'win32') return;
  await new Promise<void>((resolve) => {
    const goOn = () => {
      clearTimeout(timer);
      process.off('SIGCONT', goOn);
      resolve();
    };
    const timer = setTimeout(goOn, NOT_STOPPED_AFTER_MS);
    process.on('SIGCONT', goOn);
    // Also the program that started this one, such as npx.
    process.kill(0, 'SIGTSTP');
  });
}
