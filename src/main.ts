import { runCli } from './cli.ts';
import { makeIO } from './io.ts';
import { renderError } from './render/errors.ts';

const io = makeIO(process);

async function main(): Promise<number> {
  const code = await runCli(process.argv.slice(2), io);
  try {
    io.stdout.flush();
    return code;
  } catch (error) {
    io.stderr.write(renderError(error, Boolean(io.env.CRM_DEBUG)));
    return code || 1;
  }
}

void main().then((code) => {
  process.exitCode = code;
  // Nothing is open, so all is done: Node would now wait for its compiler and look through a heap that goes anyway.
  // (What it calls an immediate here is the database module, told that an object is no longer used.)
  const open = process.versions.bun ? ['?'] : process.getActiveResourcesInfo();
  if (open.every((name) => name === 'Immediate')) process.exit();
});
