import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

/** All that decides what a build makes. */
const SOURCES = ['src/**/*.*', 'build/**/*.*', 'package*.json', 'tsconfig.json'];

/** The commit of the sources, `abc1234` or `abc1234-dirty`; undefined outside a checkout. */
export function describeCommit() {
  try {
    const args = ['describe', '--always', '--dirty', '--exclude=*'];
    return execFileSync('git', args, {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

/** A digest of all sources as they are now. */
export function digestSources() {
  const hash = createHash('sha256').update(String(describeCommit()));
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort())
    hash.update(`${file}\0`).update(readFileSync(path.join(ROOT, file)));
  return hash.digest('hex');
}

/** The file beside a built program that holds the digest of its sources. */
const stampOf = (program) => `${program}.sources`;

/** Notes of which sources a program was built; the digest is taken before they are read. */
export const stamp = (program, digest) => writeFileSync(stampOf(program), digest);

/** Whether a program was built of the sources as they are now. */
export function isFresh(program) {
  try {
    return readFileSync(stampOf(program), 'utf8') === digestSources();
  } catch {
    return false;
  }
}
