import { readFile } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';
import path from 'node:path';

const ADDON = path.join(import.meta.dirname, 'injected/addon.cjs');

/**
 * The text of a package's file with passages replaced everywhere: pairs of what stands there and what takes its place.
 * Throws for a passage that does not stand there any more.
 */
export async function replacePassages(file, pairs) {
  let text = await readFile(file, 'utf8');
  for (const [from, to] of pairs) {
    if (!text.includes(from))
      throw new Error(`${file} no longer holds "${from}": its package has changed, see build/README.md`);
    text = text.replaceAll(from, () => to);
  }
  return text;
}

/**
 * A plugin that changes files of packages: the ends of their paths, with `/`, to what makes the new text of a path. The
 * build fails when one of them is not part of it any more.
 */
export function patchFiles(name, changes) {
  const ends = Object.keys(changes);
  return {
    name,
    setup(bundler) {
      const left = new Set(ends);
      const filter = new RegExp(`[\\\\/](${ends.map((end) => path.basename(end, '.js')).join('|')})\\.js$`);
      bundler.onLoad({ filter }, async ({ path: file }) => {
        const end = ends.find((each) => file.replaceAll('\\', '/').endsWith(`/${each}`));
        if (end === undefined) return undefined;
        left.delete(end);
        return { contents: await changes[end](file), loader: 'js' };
      });
      // Bun has none: it bundles the same packages as the build for Node.
      bundler.onEnd?.(() => ({
        errors: [...left].map((end) => ({
          text: `${name}: no package holds ${end} any more, see build/README.md`,
        })),
      }));
    },
  };
}

/** Puts our way to the native addon in place of the one of better-sqlite3. */
export const nativeAddon = {
  name: 'native-addon',
  setup(bundler) {
    bundler.onResolve({ filter: /\/binding$/ }, ({ importer }) =>
      /[\\/]better-sqlite3[\\/]lib[\\/]/.test(importer) ? { path: ADDON } : undefined,
    );
  },
};

const BUILTINS = new RegExp(`^(node:)?(${builtinModules.filter((name) => !name.includes(':')).join('|')})$`);

/** Those that Node has loaded before the program starts, or in no time. */
const AT_HAND = new Set(['events', 'fs', 'path', 'util']);

/**
 * Makes imports of Node's own modules cost nothing until they are used. Those at hand become ES modules of the names
 * that are imported: for a CommonJS module esbuild makes an object with its properties in each file that imports it.
 * The others are loaded when a name of theirs is used.
 */
export const builtins = {
  name: 'builtins',
  setup(bundler) {
    bundler.onResolve({ filter: BUILTINS }, ({ path: specifier, kind }) => {
      const name = specifier.replace(/^node:/, '');
      return kind === 'import-statement'
        ? { path: name, namespace: 'builtin' }
        : { path: name, external: true };
    });
    bundler.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path: name }) => ({
      contents:
        name === 'process'
          ? 'export default process;'
          : AT_HAND.has(name)
            ? asModule(name)
            : lazyModule(name),
    }));
  },
};

/** The source of an ES module with the names of one of Node's. */
function asModule(name) {
  const names = Object.keys(createRequire(import.meta.url)(name)).filter((key) => /^[a-zA-Z]\w*$/.test(key));
  return [
    `const real = require('${name}');`,
    'export default real;',
    // Marked so that those nobody imports are left out.
    'const named = (name) => real[name];',
    ...names.map((key) => `export const ${key} = /* @__PURE__ */ named('${key}');`),
  ].join('\n');
}

/** The source of a module that requires another one when a name of it is used. */
function lazyModule(name) {
  return `const real = () => require('${name}');
    module.exports = Object.create(new Proxy({}, { get: (_, key) => real()[key] }), {
      __esModule: { value: true },
      default: { get: real, enumerable: true },
    });`;
}

/** Commander asks every option whether it takes several values, for which V8 sets up a class of all Unicode letters. */
export const asciiOptions = patchFiles('ascii-options', {
  'commander/lib/option.js': (file) =>
    replacePassages(file, [[String.raw`/\p{ID_Continue}\.\.\.[>\]]$/u`, String.raw`/\w\.\.\.[>\]]$/`]]),
});

/** What the program asks of a database is in the addon; these methods are 12 KB in JavaScript that it never calls. */
export const usedMethods = patchFiles('used-methods', {
  'better-sqlite3/lib/database.js': (file) =>
    replacePassages(
      file,
      ['backup', 'aggregate', 'table'].map((name) => [`require('./methods/${name}')`, 'undefined']),
    ),
});
