/** npm run build [-- --if-stale]: builds dist/ for Node, or only if a source has changed since it was built. */
import path from 'node:path';
import { isFresh } from './sources.mjs';

const PROGRAM = path.resolve(import.meta.dirname, '../dist/crm.cjs');

if (!process.argv.includes('--if-stale') || !isFresh(PROGRAM)) {
  const { bundle } = await import('./bundle.mjs');
  for (const [file, bytes] of await bundle())
    console.log(`${(bytes / 1024).toFixed(1).padStart(8)} KB  dist/${file}`);
}
