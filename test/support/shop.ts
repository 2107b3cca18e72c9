import { join } from 'node:path';
import { crm, makeHome, type RunOptions, type RunResult } from './program.ts';

/** The program on a database, run command by command. */
export interface Shop {
  /** The options of every run, for a terminal on the same database. */
  readonly place: { readonly home: string; readonly db: string };
  run(args: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** The stdout of a command; the test fails if the command does. */
  ok(...args: string[]): Promise<string>;
  /** The same, parsed as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of the values.
  json(...args: string[]): Promise<any>;
  /** The exports of all nouns, one after the other. */
  exports(): Promise<string>;
}

export function shop(): Shop {
  const home = makeHome();
  const place = { home, db: join(home, 'crm.db') };
  const run = (args: readonly string[], options: RunOptions = {}) => crm(args, { ...place, ...options });
  const ok = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await run(args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')} ended with ${exitCode}: ${stderr}`);
    return stdout;
  };
  return {
    place,
    run,
    ok,
    json: async (...args) => JSON.parse(await ok(...args, '--json')),
    async exports() {
      const all = [];
      for (const noun of ['account', 'contact', 'opp', 'lead', 'task', 'activity'])
        all.push(await ok(noun, 'export'));
      return all.join('\n');
    },
  };
}
