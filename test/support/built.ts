import { existsSync } from 'node:fs';
import { PROGRAM } from './under-test.ts';

/** Runs before all tests: those that start the program need it built. */
export default function setup(): void {
  if (existsSync(PROGRAM.built)) return;
  throw new Error(`${PROGRAM.built} is missing: \`npm run build\` or \`npm run build:binary\` makes it`);
}
