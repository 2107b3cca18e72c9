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

/** The modules that name the modules of commands. */
const CATALOGUE = ['catalogue.ts', 'noun-verbs.ts'];

/** In the catalogue, takes commands that are not run often from the second file. */
export async function rareCommands(source) {
  const folder = path.join(source, 'cli');
  const files = CATALOGUE.map((name) => path.join(folder, name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const specifiers = texts.flatMap((text) => [...text.matchAll(IMPORT)].map(([, specifier]) => specifier));
  const rare = [...new Set(specifiers)].filter((specifier) => !FREQUENT.test(specifier));
  return {
    /** Rewrites the imports of a file, if it is of the catalogue. */
    rewrite: (code, file) =>
      files.includes(file)
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
          resolveDir: folder,
          loader: 'ts',
        }));
      },
    },
  };
}

/**
 * Makes CommonJS files of the ES modules that esbuild split, with their source maps: `crm.cjs` and each of `others`
 * (`rare`). What several share is in `crm.cjs` if that needs it or it is small, which hands it over by `exports.parts()`, called only
 * when another file is read. Else it is in the last of the others that needs it, from which the rest take a name when
 * they use it.
 */
export async function joinParts({ outputs, others, outdir, shared, banner }) {
  const texts = new Map(outputs.map(({ path: file, text }) => [path.basename(file), text]));
  const files = ['crm', ...others];
  const chunks = [...texts.keys()].filter((name) => !files.includes(name.replace(/\.js$/, '')));
  const owners = ownersOf(chunks, texts, files);
  const chunksOf = (file) => chunks.filter((name) => owners.get(name) === file);

  const handedOver = (name) => {
    const names = exportsOf(texts.get(name)).pairs.map(
      ([, outside]) => `${outside} as part${chunks.indexOf(name)}_${outside}`,
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
    stdin: { contents: [...chunksOf('crm').map(handedOver), "import './crm.js';"].join('\n') },
    entryNames: 'crm',
    banner: { js: `${banner}\n"use strict";` },
    plugins: [parts],
  });
  const rest = await Promise.all(
    others.map((other) =>
      build({
        ...common,
        format: 'cjs',
        stdin: {
          contents: [
            `export * from './${other}.js';`,
            ...chunksOf(other).map((name) => `export * as part${chunks.indexOf(name)} from './${name}';`),
          ].join('\n'),
        },
        entryNames: other,
        banner: { js: banner },
        plugins: [
          {
            name: 'shared-parts',
            setup(bundler) {
              bundler.onResolve({ filter: /^\.\/[\w-]+\.js$/ }, ({ path: specifier }) => {
                const name = specifier.slice(2);
                if (name === `${other}.js` || owners.get(name) === other)
                  return { path: name, namespace: 'part' };
                return chunks.includes(name) ? { path: name, namespace: 'shared' } : undefined;
              });
              bundler.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path: name }) => {
                const part = `part${chunks.indexOf(name)}`;
                const owner = owners.get(name);
                return {
                  contents:
                    owner === 'crm'
                      ? `module.exports = require('./crm.cjs').parts().${part};`
                      : readWhenUsed(`require('./${owner}.cjs').${part}`),
                };
              });
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

/** A smaller chunk stays with what every command starts with: it takes less than reading another file. */
const MIN_APART_CHARS = 6000;

/** The file that each chunk is put into: the first if it needs the chunk or it is small, else the last one that does. */
function ownersOf(chunks, texts, files) {
  const owners = new Map();
  const visit = (name, file) => {
    for (const [, imported] of texts.get(name).matchAll(STATIC_IMPORT)) {
      if (!chunks.includes(imported) || owners.get(imported) === files[0] || owners.get(imported) === file)
        continue;
      owners.set(imported, file);
      visit(imported, file);
    }
  };
  const [first, ...others] = files;
  for (const file of [...others, first]) visit(`${file}.js`, file);
  for (const name of chunks)
    if (codeLength(texts.get(name)) < MIN_APART_CHARS) {
      owners.set(name, first);
      visit(name, first);
    }
  return owners;
}

/** The length of a module without its source map. */
const codeLength = (text) => text.lastIndexOf('//# sourceMappingURL=');

const STATIC_IMPORT = /\b(?:from|import)\s*"\.\/([\w-]+\.js)"/g;

/** The source of a CommonJS module that is another one, read when a name of it is used. */
function readWhenUsed(other) {
  return `let real;
    module.exports = Object.create(new Proxy({}, { get: (_, key) => (real ??= ${other})[key] }), {
      __esModule: { value: true },
    });`;
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
