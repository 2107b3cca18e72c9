import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NODE, PROGRAM, ROOT } from './under-test.ts';

/** Runs before all tests: rebuilds dist/ from the current sources, for tests that start a program of it. */
export default function setup(): void {
  if ([NODE, join(ROOT, 'bin/crm.js')].includes(PROGRAM.command)) build('main.mjs');
  else if (PROGRAM.command === join(ROOT, 'dist/crm')) build('binary.mjs');
  else if (!existsSync(PROGRAM.command)) throw new Error(`CRM_BIN names no file: ${PROGRAM.command}`);
}

function build(script: string): void {
  execFileSync(NODE, [join(ROOT, 'build', script), '--if-stale'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
