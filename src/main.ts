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
});
