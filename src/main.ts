import { runCli } from './cli.ts';
import { makeIO } from './io.ts';

const io = makeIO(process);

void runCli(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
  // Nothing is open, so all is done: Node would now wait for its compiler and look through a heap that goes anyway.
  // (What it calls an immediate here is the database module, told that an object is no longer used.)
  const open = process.versions.bun ? ['?'] : process.getActiveResourcesInfo();
  if (open.every((name) => name === 'Immediate')) process.exit();
});
