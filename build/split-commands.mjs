import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Commands typed all day: they and what they need are one file, read and compiled at every start. All others are in
 * two more, read when one of them is run, so that a new report costs nobody's `lead show` anything.
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

/**
 * Commands that move in, set up and look after, which a team runs a few times: they are in the third file, which is
 * compressed.
 */
const SELDOM =
  /^\.\.\/commands\/((migrate|demo|doctor)\.ts$|call\/import\.ts$|(alias|cadence|compliance|field|noun|outcome|picklist|pipeline|rate|rule|score|sequence|sla|team|template|tier|user|webhook)\/)/;

const IMPORT = /\bimport\('(\.\.?\/[^']+)'\)/g;

/** The files of commands that are not run often, each for those that fit. */
const APART = {
  seldom: (specifier) => SELDOM.test(specifier),
  rare: (specifier) => !SELDOM.test(specifier) && !FREQUENT.test(specifier),
};

/** Those files; what two of them need is in the later one. */
export const COMMANDS_APART = Object.keys(APART);

/** The file of a command's module; undefined for the first. */
const fileOf = (specifier) => COMMANDS_APART.find((file) => APART[file](specifier));

/** Name of the entry of a file. */
const entryOf = (file) => `crm:${file}`;

/** Name of a command's module among those of its file. */
const nameOf = (specifier) => specifier.replace(/\.ts$/, '').replace(/\W+/g, '_');

/** The modules that name the modules of commands. */
const CATALOGUE = ['catalogue.ts', 'noun-verbs.ts'];

/**
 * In the catalogue, takes commands that are not run often from files of their own, which hold each apart: a command sets
 * up what it needs alone.
 */
export async function commandsApart(source) {
  const folder = path.join(source, 'cli');
  const files = CATALOGUE.map((name) => path.join(folder, name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const specifiers = new Set(
    texts.flatMap((text) => [...text.matchAll(IMPORT)].map(([, specifier]) => specifier)),
  );
  return {
    /** Rewrites the imports of a file, if it is of the catalogue. One function for each file: there are hundreds of commands. */
    rewrite: (code, file) =>
      files.includes(file)
        ? [
            code.replace(IMPORT, (whole, specifier) => {
              const apart = fileOf(specifier);
              return apart === undefined ? whole : `${apart}Command('${nameOf(specifier)}')`;
            }),
            ...COMMANDS_APART.map(
              (apart) =>
                `const ${apart}Command = (name: string): any => import('${entryOf(apart)}').then((all: any) => all[name]());`,
            ),
          ].join('\n')
        : code,
    entries: Object.fromEntries(COMMANDS_APART.map((file) => [file, entryOf(file)])),
    plugin: {
      name: 'commands-apart',
      setup(bundler) {
        for (const file of COMMANDS_APART) {
          const entry = entryOf(file);
          const modules = [...specifiers].filter((specifier) => fileOf(specifier) === file);
          bundler.onResolve({ filter: new RegExp(`^${entry}$`) }, () => ({ path: entry, namespace: entry }));
          bundler.onLoad({ filter: /.*/, namespace: entry }, () => ({
            contents: modules
              .map((each) => `export const ${nameOf(each)} = () => import('${each}');`)
              .join('\n'),
            resolveDir: folder,
            loader: 'ts',
          }));
        }
      },
    },
  };
}

/**
 * Makes CommonJS files of the ES modules ("chunks") that esbuild split, with their source maps: `crm.cjs` and each of
 * `others` (`rare`). What several share is in `crm.cjs` if that needs it or it is small, which hands it over by
 * `exports.part()`. Else it is in the last of the others that needs it, from which the rest take a name when they use it.
 * What a file needs in any case is set up as it loads; a command and what it alone needs are set up when it is run.
 */
export async function joinParts({ outputs, others, outdir, shared, banner }) {
  const texts = new Map(outputs.map(({ path: file, text }) => [path.basename(file), text]));
  const files = ['crm', ...others];
  const chunks = [...texts.keys()].filter(isChunk);
  const needs = new Map(files.map((file) => [file, reachable(`${file}.js`, texts, IMPORTED)]));
  const owners = ownersOf(chunks, texts, needs);
  const atStart = new Set(
    files.flatMap((file) => [`${file}.js`, ...reachable(`${file}.js`, texts, STATIC_IMPORT)]),
  );
  const chunksOf = (file) =>
    chunks.filter((name) => owners.get(name) === file && exportsOf(texts.get(name)).pairs.length > 0);
  const isShared = (name) => files.some((file) => file !== owners.get(name) && needs.get(file).has(name));
  const partOf = (name) => `part${chunks.indexOf(name)}`;

  const handedOver = (name) => {
    if (!atStart.has(name)) return `export const ${partOf(name)} = () => require('./${name}');`;
    const names = exportsOf(texts.get(name)).pairs.map(
      ([, outside]) => `${outside} as ${partOf(name)}_${outside}`,
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
        contents: atStart.has(name) ? texts.get(name) : setUpWhenUsed(texts.get(name)),
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
            ...chunksOf(other)
              .filter((name) => atStart.has(name) || isShared(name))
              .map((name) =>
                atStart.has(name)
                  ? `export * as ${partOf(name)} from './${name}';`
                  : `export const ${partOf(name)} = () => require('./${name}');`,
              ),
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
                const owner = owners.get(name);
                if (exportsOf(texts.get(name)).pairs.length === 0) return { contents: '' };
                return {
                  contents:
                    owner === 'crm'
                      ? `module.exports = require('./crm.cjs').part('${partOf(name)}');`
                      : readWhenUsed(
                          `require('./${owner}.cjs').${partOf(name)}${atStart.has(name) ? '' : '()'}`,
                        ),
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

/** Less than that which the same files need stays with what every command starts with: it takes less than another file. */
const MIN_APART_CHARS = 6000;

/** The file that each chunk is put into: the first if it needs the chunk or it is little, else the last one that does. */
function ownersOf(chunks, texts, needs) {
  const [first] = needs.keys();
  const owners = new Map();
  // What the file of the seldom commands shares with others lies where it would lie without it.
  const usersOf = (name) => {
    const users = [...needs].filter(([, needed]) => needed.has(name)).map(([file]) => file);
    return users.length > 1 ? users.filter((file) => file !== 'seldom') : users;
  };
  for (const [, those] of Map.groupBy(chunks, (name) => usersOf(name).join())) {
    const users = usersOf(those[0]);
    const owner = users.includes(first) ? first : users.at(-1);
    for (const name of those) owners.set(name, owners.get(name) ?? owner);
    const chars = those.reduce((sum, name) => sum + codeLength(texts.get(name)), 0);
    if (users.length === 1 || chars >= MIN_APART_CHARS) continue;
    for (const name of those)
      for (const needed of [name, ...reachable(name, texts, IMPORTED)]) owners.set(needed, first);
  }
  return owners;
}

/** The length of a module without its source map. */
const codeLength = (text) => text.lastIndexOf('//# sourceMappingURL=');

/** Whether esbuild has made it, as what several need or what is imported dynamically: it ends in a hash. */
const isChunk = (name) => /-[0-9A-Z]{8}\.js$/.test(name);

const STATIC_IMPORT = /\b(?:from|import)\s*"\.\/([\w-]+\.js)"/g;
const IMPORTED = /\b(?:from|import)\s*\(?\s*"\.\/([\w-]+\.js)"/g;

/** The chunks that a module imports in this way, and those that these import. */
function reachable(module, texts, pattern, found = new Set()) {
  for (const [, name] of texts.get(module).matchAll(pattern)) {
    if (found.has(name) || !isChunk(name)) continue;
    found.add(name);
    reachable(name, texts, pattern, found);
  }
  return found;
}

/**
 * The source of a module as CommonJS, whose functions esbuild does not lift out of it: only its closure is made as the
 * file loads. What it imports stays as it is.
 */
function setUpWhenUsed(text) {
  const { at, list, pairs } = exportsOf(text);
  const members = pairs.map(([own, outside]) => `${outside}:${own}`);
  return `${text.slice(0, at)}module.exports={__esModule:true,${members.join(',')}};${text.slice(at + list.length)}`;
}

/** The source of a CommonJS module that is another one, read when a name of it is used. */
function readWhenUsed(other) {
  return `let real;
    module.exports = Object.create(new Proxy({}, { get: (_, key) => (real ??= ${other})[key] }), {
      __esModule: { value: true },
    });`;
}

/** The list of names at the end of an ES module, where it stands, and pairs of a name and that outside. */
function exportsOf(text) {
  const at = Math.max(text.lastIndexOf('export{'), text.lastIndexOf('export {'));
  const [list, names] = /^export\s*\{([^}]*)\};?/.exec(text.slice(Math.max(at, 0))) ?? [];
  if (list === undefined) return { at: codeLength(text), list: '', pairs: [] };
  const pairs = names.split(',').map((pair) => pair.trim().split(/\s+as\s+/));
  return { at, list, pairs: pairs.filter(([own]) => own).map(([own, outside = own]) => [own, outside]) };
}

/** Turns the list of exports at the end of an ES module into `exports.part`: a function that takes the name of one. */
function handingOver(text) {
  const { at, list, pairs } = exportsOf(text);
  if (pairs.length === 0) throw new Error('crm.cjs hands nothing over');
  const parts = Map.groupBy(pairs, ([, outside]) => /^[^_]+/.exec(outside)[0]);
  const cases = [...parts].map(([part, names]) => {
    const members = names.map(([own, outside]) => `${outside.slice(part.length + 1)}:${own}`);
    // A part that is set up when it is used is a function that does so.
    return names[0][1] === part ? `${part}:${names[0][0]}` : `${part}:()=>({${members.join(',')}})`;
  });
  const handed = `let handed;exports.part=(name)=>(handed??={${cases.join(',')}})[name]();`;
  return `${text.slice(0, at)}${handed}${text.slice(at + list.length)}`;
}
