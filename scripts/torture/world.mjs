import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { programs, ROOT, run } from './program.mjs';

/** The folder of a torture: a demo, and what its commands read. */
export async function makeWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'crm-torture-'));
  const sources = await loadSources();
  const world = { folder, sources, programs: programs(), cache: join(folder, 'cache') };
  const home = { cwd: folder, db: join(folder, 'demo.db'), cache: world.cache };
  const [program] = world.programs;
  const { code, stderr } = await run(program, ['demo', '--path', home.db], home);
  if (code !== 0) throw new Error(`crm demo ended with ${code}: ${stderr}`);
  await run(program, ['export', 'all', '-o', join(folder, 'all.jsonl')], home);
  return world;
}

/** What the sources know of commands and fields, so that a new one is tortured without a word here. */
async function loadSources() {
  const outfile = join(ROOT, 'node_modules/.cache/torture/sources.mjs');
  const modules = [
    'test/support/command-lines.ts',
    'test/support/commands.ts',
    'test/support/damage.ts',
    'test/support/first-schema.ts',
    'src/nouns/index.ts',
    'src/domain/field.ts',
  ];
  await build({
    stdin: { contents: modules.map((path) => `export * from './${path}';`).join('\n'), resolveDir: ROOT },
    bundle: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    packages: 'external',
    logLevel: 'error',
    outfile,
  });
  return import(pathToFileURL(outfile).href);
}

/** A place to run commands in: files to read, and a database that is a copy of `from`, or none yet. */
export function makePlace(world, from = join(world.folder, 'demo.db')) {
  const cwd = mkdtempSync(join(world.folder, 'place-'));
  mkdirSync(join(cwd, 'config'));
  for (const [file, text] of Object.entries(world.sources.FILES)) writeFileSync(join(cwd, file), text);
  copyFileSync(join(world.folder, 'all.jsonl'), join(cwd, 'all.jsonl'));
  const db = join(cwd, 'crm.db');
  if (from !== null && existsSync(from))
    for (const end of ['', '-wal', '-files'])
      if (existsSync(from + end)) cpSync(from + end, db + end, { recursive: true });
  return { cwd, db, cache: world.cache, remove: () => rmSync(cwd, { recursive: true, force: true }) };
}
