import { builtinModules } from 'node:module';
import path from 'node:path';

const here = (file) => path.join(import.meta.dirname, file);

const BUILTINS = new RegExp(`^(node:)?(${builtinModules.filter((name) => !name.includes(':')).join('|')})$`);

/** Modules that are replaced in everything that is bundled. */
export const replacements = {
  name: 'replacements',
  setup(bundler) {
    bundler.onResolve({ filter: /^(node:)?child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: here('child-process.cjs') } : undefined,
    );
    bundler.onResolve({ filter: /\/binding$/ }, ({ importer }) =>
      /[\\/]better-sqlite3[\\/]lib[\\/]/.test(importer) ? { path: here('addon.cjs') } : undefined,
    );
    // Ink's development tools, a package that is not installed.
    bundler.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: 'devtools', namespace: 'empty' }));
    bundler.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/**
 * Node's own modules, as esbuild's import finds them: it copies every property of a CommonJS module for every file
 * that imports it, unless the module says that it was an ES module. One object that inherits them saves 1 ms.
 */
export const builtins = {
  name: 'builtins',
  setup(bundler) {
    bundler.onResolve({ filter: BUILTINS }, ({ path: specifier, namespace }) => {
      const name = specifier.replace(/^node:/, '');
      return namespace === 'builtin' ? { path: name, external: true } : { path: name, namespace: 'builtin' };
    });
    bundler.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path: name }) => ({
      contents: `
        const real = require('${name}');
        const asModule = { __esModule: { value: true }, default: { value: real, enumerable: true } };
        module.exports = typeof real === 'object' ? Object.create(real, asModule) : real;
      `,
    }));
  },
};
