import { readFile } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';
import path from 'node:path';

const ADDON = path.join(import.meta.dirname, 'injected/addon.cjs');

/** Commander's options. */
export const COMMANDER_OPTION = /[\\/]commander[\\/]lib[\\/]option\.js$/;

/** Modules that are replaced in everything that is bundled. */
export const replacements = {
  name: 'replacements',
  setup(bundler) {
    bundler.onResolve({ filter: /\/binding$/ }, ({ importer }) =>
      /[\\/]better-sqlite3[\\/]lib[\\/]/.test(importer) ? { path: ADDON } : undefined,
    );
    // It makes a program of its own, which nobody needs, unless it may be left out.
    bundler.onLoad({ filter: /[\\/]commander[\\/]index\.js$/ }, ({ path: file }) =>
      replaced(file, '= new Command()', '= /* @__PURE__ */ new Command()'),
    );
    bundler.onLoad({ filter: COMMANDER_OPTION }, ({ path: file }) => plainOption(file));
  },
};

/** Asked of every option; to set up a class of Unicode for it takes half a millisecond, and ours are in ASCII. */
export const plainOption = (file) =>
  replaced(file, String.raw`/\p{ID_Continue}\.\.\.[>\]]$/u`, String.raw`/\w\.\.\.[>\]]$/`);

/** A file of a package with one passage replaced, which has to be there. */
async function replaced(file, passage, by) {
  const text = await readFile(file, 'utf8');
  if (!text.includes(passage)) throw new Error(`${file} no longer holds ${passage}`);
  return { contents: text.replace(passage, () => by) };
}

const BUILTINS = new RegExp(`^(node:)?(${builtinModules.filter((name) => !name.includes(':')).join('|')})$`);

/** Those that Node has loaded before the program starts, or in no time. */
const AT_HAND = new Set(['events', 'fs', 'path', 'util']);

/**
 * Makes imports of Node's own modules cost nothing until they are used: for each file that imports a CommonJS module
 * esbuild makes an object with its properties, 1 ms in all. Those at hand become ES modules of the names that are
 * imported; those that take long to load (crypto 6 ms, child_process 2) are loaded when a name of theirs is used.
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
