import { crm, type RunOptions } from './program.ts';

/** The candidates of a shell for a command line that ends at the cursor: values, and their text in the list. */
export async function completions(
  words: readonly string[],
  options: RunOptions,
): Promise<{ kind: string; values: string[]; shown: string[] }> {
  const { stdout, stderr, exitCode } = await crm(['complete', 'zsh', '--', ...words], options);
  if (stderr !== '' || exitCode !== 0) throw new Error(`completing failed with ${exitCode}: ${stderr}`);
  const [kind = '', ...parts] = stdout.split('\0').slice(0, -1);
  return {
    kind,
    values: parts.filter((_, at) => at % 2 === 0),
    shown: parts.filter((_, at) => at % 2 === 1),
  };
}
