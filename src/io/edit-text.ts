import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failed } from '../domain/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Opens text in the user's editor ($VISUAL, $EDITOR, else vi), as a file of this name that only the user can read;
 * returns what it was changed to. Throws `failed` when the editor does.
 */
export async function editText(env: Environment, name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'crm-'));
  try {
    const file = join(folder, name);
    await writeFile(file, text, { mode: 0o600 });
    await runEditor(env, file);
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Keeps a text that was edited in a file of this name that only the user can read; returns its path. */
export async function keepText(name: string, text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'crm-')), name);
  await writeFile(file, text, { mode: 0o600 });
  return file;
}

function runEditor(env: Environment, file: string): Promise<void> {
  const [command = 'vi', ...args] = (env.VISUAL || env.EDITOR || 'vi')
    .split(' ')
    .filter((word) => word !== '');
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args, file], { stdio: 'inherit', env: { ...env } });
    child.once('error', (error) =>
      reject(failed(`cannot start ${command}: ${error.message}`, 'Set EDITOR.')),
    );
    child.once('close', (code) => (code === 0 ? resolve() : reject(failed(`${command} ended with ${code}`))));
  });
}
