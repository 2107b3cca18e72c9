import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { makeHome } from '../support/program.ts';
import { ROOT } from '../support/under-test.ts';

const { patchFiles, replacePassages } = await import(join(ROOT, 'build/replacements.mjs'));

/** Bundles a program of one package, whose file is changed by `patch`. */
function bundle(content: string, patch: unknown) {
  const folder = makeHome();
  mkdirSync(join(folder, 'node_modules/wide/lib'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/wide/lib/width.js'), content);
  return build({
    stdin: { contents: "import { width } from 'wide/lib/width.js'; console.log(width);", resolveDir: folder },
    bundle: true,
    write: false,
    logLevel: 'silent',
    plugins: [patch as never],
  }).then(({ outputFiles: [file] }) => file?.text);
}

const double = (file: string) => replacePassages(file, [['width = 40', 'width = 80']]);

test('a passage of a package is replaced', async () => {
  const text = await bundle('export const width = 40;', patchFiles('wide', { 'wide/lib/width.js': double }));
  expect(text).toContain('width = 80');
});

test('a passage that is gone fails the build, with its file and the page that says more', async () => {
  const patched = bundle('export const width = 100;', patchFiles('wide', { 'wide/lib/width.js': double }));
  await expect(patched).rejects.toThrow(
    /node_modules\/wide\/lib\/width\.js no longer holds "width = 40": .*see build\/README\.md/,
  );
});

test('so does a file that is gone', async () => {
  const patched = bundle('export const width = 40;', patchFiles('wide', { 'wide/index.js': double }));
  await expect(patched).rejects.toThrow('wide: no package holds wide/index.js any more, see build/README.md');
});
