import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { withoutZeros } from './compress.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');

/** The module whose function returns the bytes of a new database, which takes all migrations. */
const MODULE = path.join(ROOT, 'src/store/sqlite/new-image.ts');

export const NEW_IMAGE_MODULE = /store[/\\]sqlite[/\\]new-image\.ts$/;

/** The bytes of a new database, without zeros: that module is run, on Node. */
export async function makeNewImage() {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [MODULE],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    external: ['better-sqlite3'],
  });
  const module = { exports: {} };
  const run = new Function('module', 'exports', 'require', outputFiles[0].text);
  run(module, module.exports, createRequire(import.meta.filename));
  return withoutZeros(module.exports.newImage());
}

/** Code that puts back the zeros. */
export const WITH_ZEROS = JSON.stringify(path.join(ROOT, 'build/injected/with-zeros.mjs'));

/** Puts a module that reads these bytes from a file beside the program in place of it. */
export const readNewImage = (file) => ({
  name: 'new-image',
  setup(bundler) {
    bundler.onLoad({ filter: NEW_IMAGE_MODULE }, () => ({
      contents: `
        import fs from 'node:fs';
        import path from 'node:path';
        import { withZeros } from ${WITH_ZEROS};
        export const newImage = () => withZeros(fs.readFileSync(path.join(__dirname, ${JSON.stringify(file)})));`,
      loader: 'ts',
    }));
  },
});
