/**
 * Bundles src/main.ts for Node into dist/:
 *   crm.cjs        the program: everything a command starts with, own lazy modules included
 *   late/*.cjs     third-party packages imported dynamically, one file each, read only when run
 *   late/*.mjs     the screens of src/render/tui with Ink and React (ESM: Yoga awaits at top level)
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { constants } from './constants.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'dist');

/** Length of the number of a build. */
const BUILD_DIGITS = 16;

/** Packages so small that a file of their own would cost more than it saves. */
const INLINE = new Set(['env-paths']);

/** Commander needs child_process only for executable subcommands, which crm has none of: 2 ms saved. */
const LAZY_CHILD_PROCESS = `module.exports = { spawn: (...args) => require('child_process').spawn(...args) };`;

/**
 * The addon stays in its package. Of better-sqlite3's own binding.js this keeps the choice of the file and
 * drops the directory probing, which assumes that __dirname is inside that package.
 */
const ADDON = `
const fs = require('fs');
const path = require('path');
let addon;

function isMusl() {
  try {
    const maps = fs.readFileSync('/proc/self/maps', 'latin1');
    if (/\\/ld-musl-[^/\\s]*\\.so/.test(maps)) return true;
    if (/\\/(?:ld-linux[^/\\s]*|libc)\\.so\\.\\d/.test(maps)) return false;
  } catch {}
  return !process.report.getReport().header.glibcVersionRuntime;
}

exports.getBinding = () => {
  if (addon) return addon;
  const home = path.dirname(require.resolve('better-sqlite3/package.json'));
  const libc = process.platform === 'linux' && isMusl() ? 'musl' : '';
  const prebuilt = path.join(home, 'prebuilds', process.platform + libc + '-' + process.arch + '.node');
  const compiled = path.join(home, 'build', 'Release', 'better_sqlite3.node');
  return (addon = require(fs.existsSync(prebuilt) ? prebuilt : compiled));
};
`;

/** A dynamic import of a file of our own in a value's place; a type's is left alone. */
const OWN_IMPORT = /(?<!typeof\s)\bimport\('(\.{1,2}\/[^']+)'\)(?!\.[A-Z])/g;

/** Replaces the source of a few modules by the text above. */
const replacements = {
  name: 'replacements',
  setup(bundler) {
    bundler.onResolve({ filter: /^(node:)?child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'lazy' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'lazy' }, () => ({ contents: LAZY_CHILD_PROCESS }));
    bundler.onLoad({ filter: /better-sqlite3[\\/]lib[\\/]binding\.js$/ }, () => ({ contents: ADDON }));
    bundler.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: 'devtools', namespace: 'empty' }));
    bundler.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Turns dynamic imports of packages and screens into requires of late/*.cjs, and notes them for their own build. */
function lateImports(source, packages, screens) {
  const tui = path.join(source, 'render/tui') + path.sep;
  return {
    name: 'late-imports',
    setup(bundler) {
      bundler.onResolve({ filter: /^[^.]/ }, ({ path: specifier, kind }) => {
        if (kind !== 'dynamic-import' || specifier.startsWith('node:') || INLINE.has(specifier))
          return undefined;
        const name = specifier.replace(/^@/, '').replaceAll('/', '-');
        packages.set(name, specifier);
        return { path: `./late/${name}.cjs`, external: true };
      });
      bundler.onResolve({ filter: /^\./ }, ({ path: specifier, kind, resolveDir }) => {
        const file = path.resolve(resolveDir, specifier);
        if (kind !== 'dynamic-import' || !file.startsWith(tui)) return undefined;
        const name = file
          .slice(tui.length)
          .replace(/\.tsx?$/, '')
          .replaceAll(path.sep, '-')
          .toLowerCase();
        screens.set(name, file);
        return { path: `./late/${name}.cjs`, external: true };
      });
    },
  };
}

/**
 * Makes `import('./own.ts')` a static import of the bundle. esbuild would wrap each such module and all that it
 * imports in an initialiser compiled on every start, which costs more than running the module: for Kysely's 200
 * modules 7 ms. Third-party packages stay late.
 */
function ownImports(source) {
  const tui = path.join(source, 'render/tui') + path.sep;
  return {
    name: 'own-imports',
    setup(bundler) {
      bundler.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        if (!file.startsWith(source + path.sep)) return undefined;
        const statics = [];
        const code = (await readFile(file, 'utf8')).replace(OWN_IMPORT, (whole, specifier) => {
          if (path.resolve(path.dirname(file), specifier).startsWith(tui)) return whole;
          statics.push(`import * as own${statics.length} from '${specifier}';`);
          return `Promise.resolve(own${statics.length - 1})`;
        });
        return { contents: `${escaped(code, file)}\n${statics.join('\n')}`, loader: 'ts' };
      });
    },
  };
}

/** The code in ASCII, as esbuild leaves regular expressions and tagged templates as they are. */
function escaped(code, file) {
  if (/\\[^\p{ASCII}]/u.test(code))
    throw new Error(`${file} has a backslash before a character beyond ASCII`);
  return code.replace(/[^\p{ASCII}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** A require'd stand-in for an ES module: awaiting it, as `await import()` does, gives the real one. */
const bridge = (name) => `exports.then = (done, failed) => import('./${name}.mjs').then(done, failed);\n`;

/**
 * Builds dist/. `minify` for what is shipped; false keeps names and lines for development.
 * Returns the sizes of what was written: file name in dist/ to bytes.
 */
export async function bundle({ entry = path.join(ROOT, 'src/main.ts'), outdir = DIST, minify = true } = {}) {
  const source = path.dirname(entry);
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
    define: await constants(),
    logLevel: 'warning',
    metafile: true,
    external: ['better-sqlite3/package.json'],
  };
  const cjs = { ...shared, format: 'cjs', outExtension: { '.js': '.cjs' } };
  const late = path.join(outdir, 'late');

  // The stand-alone file beside them is another build's.
  for (const old of ['crm.cjs', 'crm.cjs.map', 'late'])
    await rm(path.join(outdir, old), { recursive: true, force: true });
  await mkdir(late, { recursive: true });
  const builds = [
    await build({
      ...cjs,
      entryPoints: { crm: entry },
      outdir,
      banner: { js: `//${'0'.repeat(BUILD_DIGITS)}` },
      // `import()` in a CommonJS file would start Node's ESM loader: 5 ms.
      supported: { 'dynamic-import': false },
      plugins: [ownImports(source), lateImports(source, packages, screens), replacements],
    }),
  ];
  if (packages.size > 0) {
    builds.push(
      await build({
        ...cjs,
        entryPoints: Object.fromEntries(packages),
        outdir: late,
        plugins: [replacements],
      }),
    );
  }
  if (screens.size > 0) {
    builds.push(
      await build({
        ...shared,
        format: 'esm',
        splitting: true,
        outExtension: { '.js': '.mjs' },
        entryPoints: Object.fromEntries(screens),
        outdir: late,
        // CommonJS packages inside the ES modules still call require.
        banner: {
          js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
        },
        plugins: [replacements],
      }),
    );
    for (const name of screens.keys()) await writeFile(path.join(late, `${name}.cjs`), bridge(name));
  }
  if (minify) await number(path.join(outdir, 'crm.cjs'));
  return sizes(builds, outdir);
}

/** Puts a number made of the content into the first line: bin/load.js knows by it which compiled code fits. */
async function number(file) {
  const text = await readFile(file, 'utf8');
  // It is read as Latin-1, which is faster.
  if (/[^\p{ASCII}]/u.test(text)) throw new Error(`${file} holds characters beyond ASCII`);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, BUILD_DIGITS);
  await writeFile(file, text.replace(/^\/\/0+/, `//${digest}`));
}

function sizes(builds, outdir) {
  const result = new Map();
  for (const { metafile } of builds) {
    for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
      if (!file.endsWith('.map')) result.set(path.relative(outdir, path.join(ROOT, file)), bytes);
    }
  }
  return result;
}
