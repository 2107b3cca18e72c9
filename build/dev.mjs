/** npm run dev -- lead list …: builds with readable names and lines, then runs that command. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { bundle } from './bundle.mjs';

await bundle({ minify: false });
const launcher = path.resolve(import.meta.dirname, '../bin/crm.js');
const child = spawn(process.execPath, ['--enable-source-maps', launcher, ...process.argv.slice(2)], {
  stdio: 'inherit',
  // The compiled code of other runs is of other builds.
  env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
});
