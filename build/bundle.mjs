/**
 * Bundles src/main.ts for Node into dist/:
 *   crm.cjs        what every command starts with, and the commands typed all day
 *   rare.cjs       all other commands, read when one of them is run
 *   seldom.cjs.br  the commands that a team runs a few times in its life, compressed
 *   on-demand.cjs  what few command lines need (time phrases, filters, the words of errors), read when it is called
 *   completion.cjs what the Tab key needs
 *   features.cjs   what those need who use a feature (rules, hooks, nouns of their own), read when it is called
 *   screens.cjs    the screens of src/render/tui, with Ink and React
 *   *.compiled     what V8 makes of the first three, for a Node of the version that builds
 *   new.db         a new database without its zeros, which the program copies
 *   late/*.cjs     third-party packages imported dynamically, and data of one country, a file each, read only when used;
 *                  large ones are in late/*.cjs.br, compressed
 *   *.cjs.map.br   source maps, compressed
 *   third-party-notices.txt   the licences of the packages that are in these files
 */
import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, transform } from 'esbuild';
import { compileAhead } from './compile.mjs';
import { compressMap, compressModule, compressPackages } from './compress.mjs';
import { CONSTANTS } from './constants.mjs';
import { fastStringWidth } from './fast-string-width.mjs';
import { plainImap } from './imap.mjs';
import { lateImports, ownImports, usedQuestions } from './imports.mjs';
import { inkInCommonJs, inkKeepsLines } from './ink.mjs';
import { lazyPhoneMetadata } from './lazy-metadata.mjs';
import { makeNewImage, readNewImage } from './new-image.mjs';
import { thirdPartyNotices } from './notices.mjs';
import { ON_DEMAND, onDemand } from './on-demand.mjs';
import { brotliOfNode } from './pdf.mjs';
import { asciiOptions, builtins, nativeAddon, usedMethods } from './replacements.mjs';
import { digestSources, stamp } from './sources.mjs';
import { COMMANDS_APART, commandsApart, joinParts } from './split-commands.mjs';
import { thinMap } from './thin-map.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'dist');

/** The files that bin/crm.js loads with the code that was compiled of them. */
const PARTS = ['crm', ...COMMANDS_APART, ...ON_DEMAND, 'screens'];

/** The file with the bytes of a new database. */
const NEW_IMAGE = 'new.db';

/** Length of the number of a build. */
const BUILD_DIGITS = 16;

/** A first line whose zeros the number of the build takes. */
const NUMBER = `//${'0'.repeat(BUILD_DIGITS)}`;

/** The screens by name, each set up when it is asked for: Ink wants Yoga then. */
const screensModule = (screens) =>
  [
    "import { ready } from 'yoga-layout';",
    ...[...screens].map(
      ([name, file]) => `export const ${name} = () => ready.then(() => require(${JSON.stringify(file)}));`,
    ),
  ].join('\n');

/**
 * Builds dist/. `minify` for what is shipped; false keeps names and lines for development.
 * Returns the sizes of what was written: file name in dist/ to bytes.
 */
export async function bundle({ minify = true } = {}) {
  const source = path.join(ROOT, 'src');
  const packages = new Map();
  const screens = new Map();
  const shared = {
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node22.22',
    minify,
    legalComments: 'none',
    sourcemap: 'linked',
    sourcesContent: false,
    define: { ...CONSTANTS, 'import.meta.dirname': '__dirname' },
    logLevel: 'warning',
    metafile: true,
    external: ['better-sqlite3/package.json'],
  };
  const cjs = {
    ...shared,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    supported: { 'dynamic-import': false },
  };

  const digest = digestSources();

  // The stand-alone file beside them is another build's.
  for (const old of globSync(
    [
      '*.cjs',
      '*.cjs.br',
      '*.cjs.map',
      '*.cjs.map.br',
      '*.cjs.sources',
      '*.compiled',
      NEW_IMAGE,
      'third-party-notices.txt',
      'late',
    ],
    {
      cwd: DIST,
    },
  ))
    await rm(path.join(DIST, old), { recursive: true });
  await mkdir(DIST, { recursive: true });
  await writeFile(path.join(DIST, NEW_IMAGE), await makeNewImage());
  const apart = await commandsApart(source);
  const demanded = onDemand(source);
  const split = await build({
    ...shared,
    format: 'esm',
    splitting: true,
    write: false,
    sourcemap: 'inline',
    entryPoints: { crm: path.join(source, 'main.ts'), ...apart.entries, ...demanded.entries },
    inject: [path.join(import.meta.dirname, 'injected/builtins.mjs')],
    entryNames: '[name]',
    outdir: DIST,
    plugins: [
      apart.plugin,
      demanded.plugin,
      readNewImage(NEW_IMAGE),
      ownImports(source, screens, packages, { rewrite: apart.rewrite, onDemand: demanded.imported }),
      lateImports(packages),
      nativeAddon,
      asciiOptions,
      usedMethods,
      builtins,
    ],
  });
  const joined = await joinParts({
    outputs: split.outputFiles,
    others: [...COMMANDS_APART, ...ON_DEMAND],
    outdir: DIST,
    shared,
    banner: NUMBER,
  });
  for (const { file, text } of joined) await writeFile(file, text);
  const builds = [
    await build({
      ...cjs,
      stdin: { contents: screensModule(screens), resolveDir: ROOT },
      entryNames: 'screens',
      outdir: DIST,
      banner: { js: NUMBER },
      plugins: [inkInCommonJs, inkKeepsLines, fastStringWidth, lateImports(packages)],
    }),
    await build({
      ...cjs,
      // Nobody looks for a place in these packages.
      sourcemap: false,
      entryPoints: Object.fromEntries([...packages].filter(([name]) => !isData(name))),
      outdir: path.join(DIST, 'late'),
      plugins: [lazyPhoneMetadata, usedQuestions, plainImap, brotliOfNode],
    }),
  ];
  for (const [name, file] of packages)
    if (isData(name)) await writeFile(path.join(DIST, `late/${name}.cjs`), await dataModule(file, minify));
  const inputs = [split, ...builds].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  await writeFile(path.join(DIST, 'third-party-notices.txt'), await thirdPartyNotices(ROOT, inputs));
  if (minify) {
    for (const part of PARTS) {
      await number(path.join(DIST, `${part}.cjs`));
      await thinMap(path.join(DIST, `${part}.cjs.map`));
      await compressMap(path.join(DIST, `${part}.cjs.map`));
    }
    await compressPackages(path.join(DIST, 'late'));
    compileAhead(DIST);
    await compressModule(path.join(DIST, 'seldom.cjs'));
    stamp(path.join(DIST, 'crm.cjs'), digest);
  }
  return new Map([
    ...joined
      .filter(({ file }) => file.endsWith('.cjs'))
      .map(({ file, text }) => [path.basename(file), text.length]),
    ...sizes(builds),
  ]);
}

const isData = (name) => name.startsWith('data-');

/** A file of data as a module for Node, without the half kilobyte that esbuild adds to one. */
async function dataModule(file, minify) {
  const exported = 'export const text =';
  const source = await readFile(file, 'utf8');
  if (source.split('export ').length !== 2 || !source.includes(exported))
    throw new Error(`${file} does not export its text alone`);
  return (await transform(source.replace(exported, 'exports.text ='), { loader: 'ts', minify })).code;
}

/** Puts a number made of the content into the first line: bin/crm.js knows by it which compiled code fits. */
async function number(file) {
  const text = await readFile(file, 'utf8');
  // It is read as Latin-1: as UTF-8 with other characters it takes 4 % more of a short command.
  if (/[^\p{ASCII}]/u.test(text)) throw new Error(`${file} holds characters beyond ASCII`);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, BUILD_DIGITS);
  await writeFile(file, text.replace(/^\/\/0+/, `//${digest}`));
}

function sizes(builds) {
  const result = new Map();
  for (const { metafile } of builds) {
    for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
      if (!file.endsWith('.map')) result.set(path.relative(DIST, path.join(ROOT, file)), bytes);
    }
  }
  return result;
}
