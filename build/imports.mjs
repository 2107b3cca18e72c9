import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { patchFiles } from './replacements.mjs';

/** A dynamic import of a file of our own in a value's place; a type's is left alone. */
const OWN_IMPORT = /(?<!typeof\s)\bimport\('(\.{1,2}\/[^']+)'\)(?!\.[A-Z])/g;

/** An import of one of several files of data, by its name: each is late, whatever is in it. */
const DATA_IMPORT = /\bimport\(`\.\/data\/\$\{(\w+)\}\.ts`\)/g;

/** The folder of the screens, which are bundled apart. */
const screensOf = (source) => path.join(source, 'render/tui') + path.sep;

/**
 * Makes `import('./own.ts')` a static import of the bundle. esbuild would wrap each such module and all that it
 * imports in a function compiled on every start, which costs more than running the module. Third-party packages stay
 * late, and so do files of data, which are noted with them. Screens are noted, by the name that screens.cjs has for
 * each, and taken from there.
 */
export function ownImports(source, screens, packages, { rewrite, onDemand }) {
  const folder = screensOf(source);
  return {
    name: 'own-imports',
    setup(bundler) {
      bundler.onResolve({ filter: /^\.\/[\w-]+\.cjs$/ }, ({ path: file }) => ({
        path: file,
        external: true,
      }));
      bundler.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        if (!file.startsWith(source + path.sep)) return undefined;
        const statics = [];
        const typed = rewrite(await readFile(file, 'utf8'), file).replace(DATA_IMPORT, (_, name) => {
          for (const data of dataBeside(file)) packages.set(`data-${nameOf(data)}`, data);
          // A path that esbuild does not look into: it would search for the files before they are built.
          return `import(['./late/data-', ${name}, '.cjs'].join(''))`;
        });
        const code = typed.replace(OWN_IMPORT, (_, specifier) => {
          const imported = path.resolve(path.dirname(file), specifier);
          if (imported.startsWith(folder)) {
            const screen = imported
              .slice(folder.length)
              .replace(/\.tsx?$/, '')
              .replace(/\W/g, '_');
            screens.set(screen, imported);
            return `import('./screens.cjs').then((screens) => screens.${screen}())`;
          }
          const demanded = onDemand(imported, file);
          if (demanded !== undefined) return demanded;
          const name = `own${statics.length}`;
          statics.push(`import * as ${name} from '${specifier}';`);
          return `Promise.resolve(${name})`;
        });
        // Without an export esbuild takes the entry of a CommonJS package for CommonJS, and wraps all it imports.
        return { contents: `${inAscii(code, file)}\n${statics.join('\n')}\nexport {};`, loader: 'ts' };
      });
    },
  };
}

/** The files in the folder data/ beside a file. */
const dataBeside = (file) =>
  globSync('data/*.ts', { cwd: path.dirname(file) })
    .sort()
    .map((data) => path.join(path.dirname(file), data));

const nameOf = (file) => path.basename(file, '.ts');

/** The same code with an import for each of the files of data, for a bundler that needs to see them. */
export function withNamedData(code, file) {
  return code.replace(DATA_IMPORT, (_, name) => {
    const imports = dataBeside(file).map(
      (data) => `${JSON.stringify(nameOf(data))}: () => import('./data/${nameOf(data)}.ts')`,
    );
    return `({${imports.join(', ')}})[${name}]()`;
  });
}

/** The code in ASCII, which is read as Latin-1; esbuild leaves regular expressions and tagged templates as they are. */
function inAscii(code, file) {
  if (/\\[^\p{ASCII}]/u.test(code))
    throw new Error(`${file} has a backslash before a character beyond ASCII`);
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The questions that the program asks. */
const QUESTIONS = ['confirm', 'input', 'search', 'select'];

/** Leaves out the questions that the program does not ask: one of them brings an editor with all encodings of text. */
export const usedQuestions = patchFiles('used-questions', {
  '@inquirer/prompts/dist/index.js': async () =>
    QUESTIONS.map((name) => `export { default as ${name} } from '@inquirer/${name}';`).join('\n'),
});

/** Turns dynamic imports of packages into requires of late/*.cjs, and notes them: name of the file to what is in it. */
export function lateImports(packages) {
  return {
    name: 'late-imports',
    setup(bundler) {
      bundler.onResolve({ filter: /^[^.]/ }, ({ path: specifier, kind }) => {
        if (kind !== 'dynamic-import' || specifier.startsWith('node:')) return undefined;
        const name = specifier.replace(/^@/, '').replaceAll('/', '-');
        packages.set(name, specifier);
        return { path: `./late/${name}.cjs`, external: true };
      });
    },
  };
}
