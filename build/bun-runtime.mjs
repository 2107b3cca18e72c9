import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Environment variables that make Bun run other code than the program. Users set them for Bun, not for crm. */
const IGNORED_VARIABLES = [
  'BUN_BE_BUN',
  'BUN_OPTIONS',
  'BUN_INSPECT',
  'BUN_INSPECT_CONNECT_TO',
  'BUN_INSPECT_PRELOAD',
];

/**
 * Copies the running Bun into `folder` without its knowledge of these variables, for which it has no setting: their
 * names get a first character that no variable can have. Returns the path of the copy.
 */
export async function copyRuntime(folder) {
  const runtime = await readFile(process.execPath);
  for (const name of IGNORED_VARIABLES) {
    const text = Buffer.from(`\0${name}\0`);
    const at = runtime.indexOf(text);
    if (at < 0 || runtime.indexOf(text, at + 1) >= 0)
      throw new Error(`Bun does not hold ${name} exactly once`);
    runtime.write('=', at + 1);
  }
  const copy = path.join(folder, path.basename(process.execPath));
  await writeFile(copy, runtime, { mode: 0o755 });
  return copy;
}
