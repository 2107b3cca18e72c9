import { runCli } from './cli.ts';
import { makeIO } from './io.ts';

const io = makeIO(process);

void runCli(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
  // Nothing is open, so all work is done: Node would still wait for its compiler and collect a heap that is discarded
  // anyway. (It counts as an immediate that the database module is told of an unused object.)
  const open = process.versions.bun ? ['?'] : process.getActiveResourcesInfo();
  if (open.every((name) => name === 'Immediate')) process.exit();
});
