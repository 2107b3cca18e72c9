import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A dynamic import of a file of our own in a value's place; a type's is left alone. */
const OWN_IMPORT = /(?<!typeof\s)\bimport\('(\.{1,2}\/[^']+)'\)(?!\.[A-Z])/g;

/** The folder of the screens, which are bundled apart. */
const screensOf = (source) => path.join(source, 'render/tui') + path.sep;

/**
 * Makes `import('./own.ts')` a static import of the bundle. esbuild would wrap each such module and all that it
 * imports in a function compiled on every start, which costs more than running the module. Third-party packages stay
 * late.
 */
export function ownImports(source, rewrite) {
  const screens = screensOf(source);
  return {
    name: 'own-imports',
    setup(bundler) {
      bundler.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        if (!file.startsWith(source + path.sep)) return undefined;
        const statics = [];
        const code = rewrite(await readFile(file, 'utf8'), file).replace(OWN_IMPORT, (whole, specifier) => {
          if (path.resolve(path.dirname(file), specifier).startsWith(screens)) return whole;
          const name = `own${statics.length}`;
          // A module as an object costs a function for each of its names: of a command only the default is asked for.
          const command = path.basename(file) === 'catalogue.ts';
          statics.push(`import ${command ? '' : '* as '}${name} from '${specifier}';`);
          return `Promise.resolve(${command ? `{ default: ${name} }` : name})`;
        });
        // Without an export esbuild takes the entry of a CommonJS package for CommonJS, and wraps all it imports.
        return { contents: `${inAscii(code, file)}\n${statics.join('\n')}\nexport {};`, loader: 'ts' };
      });
    },
  };
}

/** The code in ASCII, which loads faster; esbuild leaves regular expressions and tagged templates as they are. */
function inAscii(code, file) {
  if (/\\[^\p{ASCII}]/u.test(code))
    throw new Error(`${file} has a backslash before a character beyond ASCII`);
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Turns dynamic imports of packages and screens into requires of late/*.cjs, and notes them for their own builds:
 * name of the file to what is in it. `folder` is where late/ is from the file that is made.
 */
export function lateImports(source, packages, screens, folder = './late') {
  const screensFolder = screensOf(source);
  return {
    name: 'late-imports',
    setup(bundler) {
      bundler.onResolve({ filter: /^[^.]/ }, ({ path: specifier, kind }) => {
        if (kind !== 'dynamic-import' || specifier.startsWith('node:')) return undefined;
        const name = specifier.replace(/^@/, '').replaceAll('/', '-');
        packages.set(name, specifier);
        return { path: `${folder}/${name}.cjs`, external: true };
      });
      bundler.onResolve({ filter: /^\./ }, ({ path: specifier, kind, resolveDir }) => {
        const file = path.resolve(resolveDir, specifier);
        if (kind !== 'dynamic-import' || !file.startsWith(screensFolder)) return undefined;
        const name = file
          .slice(screensFolder.length)
          .replace(/\.tsx?$/, '')
          .replaceAll(path.sep, '-')
          .toLowerCase();
        screens.set(name, file);
        return { path: `${folder}/${name}.cjs`, external: true };
      });
    },
  };
}
