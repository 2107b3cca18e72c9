import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Commands typed all day: they and what they need are one file, read and compiled at every start. All others are in
 * a second file, read when one of them is run, so that a new report costs nobody's `lead show` anything.
 */
const FREQUENT = new RegExp(
  [
    String.raw`^\.\./commands/record/(add|list|show|edit)\.ts$`,
    String.raw`^\.\./commands/opp/(advance|move|win|lose)\.ts$`,
    String.raw`^\.\./commands/task/done\.ts$`,
    String.raw`^\.\./commands/lead/qualify\.ts$`,
    String.raw`^\.\./commands/log/\w+\.ts$`,
    String.raw`^\.\./commands/call/(log|next)\.ts$`,
    String.raw`^\.\./commands/(today|search)\.ts$`,
    // Tab is pressed more often than any command is run.
    String.raw`^\./complete\.ts$`,
  ].join('|'),
);

const IMPORT = /\bimport\('(\.\.?\/[^']+)'\)/g;
const RARE = 'crm:rare';

/** Name of a command's module among those of the second file. */
const nameOf = (specifier) => specifier.replace(/\.ts$/, '').replace(/\W+/g, '_');

/** In the catalogue, takes commands that are not run often from the second file. */
export async function rareCommands(source) {
  const catalogue = path.join(source, 'cli/catalogue.ts');
  const specifiers = [...(await readFile(catalogue, 'utf8')).matchAll(IMPORT)].map(
    ([, specifier]) => specifier,
  );
  const rare = specifiers.filter((specifier) => !FREQUENT.test(specifier));
  return {
    /** Rewrites the imports of one file, of the catalogue alone. */
    rewrite: (code, file) =>
      file === catalogue
        ? code.replace(IMPORT, (whole, specifier) =>
            FREQUENT.test(specifier) ? whole : `import('${RARE}').then((all) => all.${nameOf(specifier)})`,
          )
        : code,
    entry: RARE,
    plugin: {
      name: 'rare-commands',
      setup(bundler) {
        bundler.onResolve({ filter: new RegExp(`^${RARE}$`) }, () => ({
          path: RARE,
          namespace: 'rare',
        }));
        bundler.onLoad({ filter: /.*/, namespace: 'rare' }, () => ({
          contents: rare.map((each) => `export * as ${nameOf(each)} from '${each}';`).join('\n'),
          resolveDir: path.dirname(catalogue),
          loader: 'ts',
        }));
      },
    },
  };
}

/**
 * Makes CommonJS files of the ES modules that esbuild split, with their source maps: `crm.cjs`, with all that several
 * share, and each of `others` (`rare`), which gets it from there. What is shared is handed over by `exports.parts()`,
 * called only when another file is read.
 */
export async function joinParts({ outputs, others, outdir, shared, banner }) {
  const texts = new Map(outputs.map(({ path: file, text }) => [path.basename(file), text]));

  const chunks = [...texts.keys()].filter((name) => !['crm', ...others].includes(name.replace(/\.js$/, '')));
  const handedOver = (name, part) => {
    const names = exportsOf(texts.get(name)).pairs.map(
      ([, outside]) => `${outside} as part${part}_${outside}`,
    );
    return `export { ${names.join(', ')} } from './${name}';`;
  };
  const parts = {
    name: 'parts',
    setup(bundler) {
      bundler.onResolve({ filter: /^\.\/(late\/|[\w-]+\.cjs$)/ }, ({ path: specifier }) => ({
        path: specifier,
        external: true,
      }));
      bundler.onResolve({ filter: /^\.\/[\w-]+\.js$/ }, ({ path: specifier }) =>
        others.some((other) => specifier === `./${other}.js`)
          ? { path: specifier.replace(/\.js$/, '.cjs'), external: true }
          : undefined,
      );
      bundler.onResolve({ filter: /^\.\/[\w-]+\.js$/ }, ({ path: specifier }) => ({
        path: specifier.slice(2),
        namespace: 'part',
      }));
      bundler.onLoad({ filter: /.*/, namespace: 'part' }, ({ path: name }) => ({
        contents: texts.get(name),
      }));
    },
  };
  const common = {
    ...shared,
    write: false,
    outdir,
    outExtension: { '.js': '.cjs' },
    supported: { 'dynamic-import': false },
  };
  const first = await build({
    ...common,
    format: 'esm',
    stdin: { contents: [...chunks.map(handedOver), "import './crm.js';"].join('\n') },
    entryNames: 'crm',
    banner: { js: `${banner}\n"use strict";` },
    plugins: [parts],
  });
  const rest = await Promise.all(
    others.map((other) =>
      build({
        ...common,
        format: 'cjs',
        stdin: { contents: `export * from './${other}.js';` },
        entryNames: other,
        banner: { js: banner },
        plugins: [
          {
            name: 'shared-parts',
            setup(bundler) {
              bundler.onResolve({ filter: /^\.\/[\w-]+\.js$/ }, ({ path: specifier }) => {
                const name = specifier.slice(2);
                if (name === `${other}.js`) return { path: name, namespace: 'part' };
                return chunks.includes(name) ? { path: name, namespace: 'shared' } : undefined;
              });
              bundler.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path: name }) => ({
                contents: `module.exports = require('./crm.cjs').parts().part${chunks.indexOf(name)};`,
              }));
            },
          },
          parts,
        ],
      }),
    ),
  );
  return [first, ...rest]
    .flatMap(({ outputFiles }) => outputFiles)
    .map(({ path: file, text }) => ({
      file,
      text: file.endsWith('crm.cjs') ? handingOver(text) : text,
    }));
}

/** The names at the end of an ES module: pairs of its own and that outside. */
function exportsOf(text) {
  const at = Math.max(text.lastIndexOf('export{'), text.lastIndexOf('export {'));
  const [list, names] = /^export\s*\{([^}]*)\};?/.exec(text.slice(Math.max(at, 0))) ?? [];
  if (list === undefined) throw new Error('a part of the program exports nothing');
  const pairs = names.split(',').map((pair) => pair.trim().split(/\s+as\s+/));
  return { at, list, pairs: pairs.filter(([own]) => own).map(([own, outside = own]) => [own, outside]) };
}

/** Turns the list of exports at the end of an ES module into `exports.parts`. */
function handingOver(text) {
  const { at, list, pairs } = exportsOf(text);
  const parts = Map.groupBy(pairs, ([, outside]) => outside.slice(0, outside.indexOf('_')));
  const objects = [...parts].map(([part, names]) => {
    const members = names.map(([own, outside]) => `${outside.slice(part.length + 1)}:${own}`);
    return `${part}:{${members.join(',')}}`;
  });
  return `${text.slice(0, at)}exports.parts=()=>({${objects.join(',')}});${text.slice(at + list.length)}`;
}
