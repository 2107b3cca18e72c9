import { readFile } from 'node:fs/promises';

/** Ink's layout engine, compiled code in a data URL. */
export const YOGA = /[\\/]yoga-wasm-base64-esm\.js$/;

/** It would fetch that URL, for which Node reads and runs a whole HTTP client: 30 ms; without, it decodes the text. */
export const withoutFetch = (code) => `var fetch;\n${code}`;

/** What CommonJS cannot hold, by the end of the file's name: an await at top level, to what is put in its place. */
const AWAITED = {
  // Yoga is not there at once: whoever is about to use it awaits `ready`.
  'yoga-layout/dist/src/index.js': [
    [
      'const Yoga = wrapAssembly(await loadYoga());\nexport default Yoga;',
      `let Yoga;
       export { Yoga as default };
       export const ready = loadYoga().then((assembly) => { Yoga = wrapAssembly(assembly); });`,
    ],
  ],
  // Ink's development tools.
  'ink/build/reconciler.js': [
    ["await import('./devtools.js')", ''],
    ['await loadPackageJson()', 'packageInfo'],
  ],
};

/** Lets Ink and Yoga be part of a CommonJS file. */
export const inkInCommonJs = {
  name: 'ink-in-commonjs',
  setup(bundler) {
    bundler.onLoad({ filter: YOGA }, async ({ path: file }) => ({
      // Where the file lies matters only to one that is fetched.
      contents: withoutFetch(await readFile(file, 'utf8')).replace('import.meta.url', '""'),
    }));
    bundler.onLoad({ filter: /[\\/](index|reconciler)\.js$/ }, async ({ path: file }) => {
      const name = file.replaceAll('\\', '/');
      const [, changes] = Object.entries(AWAITED).find(([end]) => name.endsWith(`/${end}`)) ?? [];
      if (!changes) return undefined;
      return { contents: changes.reduce(changed(file), await readFile(file, 'utf8')) };
    });
  },
};

const changed =
  (file) =>
  (code, [from, to]) => {
    if (!code.includes(from)) throw new Error(`${file} no longer holds "${from}"`);
    return code.replace(from, to);
  };
