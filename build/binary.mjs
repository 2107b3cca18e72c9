/**
 * npm run build:binary [-- --if-stale]: builds it, or only if a source has changed since it was built.
 * Compiles src/main.ts, the runtime and the database's native addon into one file, dist/crm, with Bun; beside it, in
 * dist/crm-notices.txt, are the licences of what it contains.
 */
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { copyRuntime } from './bun-runtime.mjs';
import { CONSTANTS } from './constants.mjs';
import { fastStringWidth } from './fast-string-width.mjs';
import { plainImap } from './imap.mjs';
import { withNamedData } from './imports.mjs';
import { inkKeepsLines, yogaWithoutFetch } from './ink.mjs';
import { lazyPhoneMetadata } from './lazy-metadata.mjs';
import { makeNewImage, NEW_IMAGE_MODULE, WITH_ZEROS } from './new-image.mjs';
import { joinNotices, thirdPartyNotices } from './notices.mjs';
import { brotliOfNode } from './pdf.mjs';
import { digestSources, isFresh, stamp } from './sources.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const OUTPUT = path.join(ROOT, 'dist', process.platform === 'win32' ? 'crm.exe' : 'crm');
const NOTICES = path.join(ROOT, 'dist/crm-notices.txt');

/** What Bun asks to be passed on; its packages come without a file for it. */
const RUNTIME_NOTICE = `Bun ${process.versions.bun} (MIT), with JavaScriptCore (LGPL-2.1) and other libraries

Bun itself is MIT-licensed. It statically links JavaScriptCore of WebKit, which is licensed under LGPL-2; the source of
the version used is at https://github.com/oven-sh/webkit. All libraries in Bun and their licences are listed at
https://bun.com/docs/project/licensing.`;

// Bun's build with plugins is an API of Bun itself: under Node this script runs itself again there.
if (process.versions.bun) await compile(process.argv[2]);
else if (!process.argv.includes('--if-stale') || !isFresh(OUTPUT)) {
  const bun = path.join(ROOT, 'node_modules/.bin', process.platform === 'win32' ? 'bun.exe' : 'bun');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'crm-image-'));
  try {
    const image = path.join(folder, 'new.db');
    await writeFile(image, await makeNewImage());
    execFileSync(bun, [import.meta.filename, image], { stdio: 'inherit' });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Compiles the program, with the bytes of a new database of this file. */
async function compile(image) {
  await mkdir(path.dirname(OUTPUT), { recursive: true });
  const digest = digestSources();
  await rm(OUTPUT, { force: true });
  const work = await mkdtemp(path.join(os.tmpdir(), 'crm-binary-'));
  try {
    const outfile = path.join(work, path.basename(OUTPUT));
    const program = await compileWith(await copyRuntime(work), image, outfile);
    await copyFile(outfile, OUTPUT);
    await writeFile(NOTICES, await noticesOf(program.inputs));
    stamp(OUTPUT, digest);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const { size } = await stat(OUTPUT);
  console.log(`${(size / 1024 / 1024).toFixed(1).padStart(8)} MB  ${path.relative(ROOT, OUTPUT)}`);
}

async function compileWith(executablePath, image, outfile) {
  const { metafile } = await Bun.build({
    entrypoints: [path.join(ROOT, 'src/main.ts')],
    metafile: true,
    naming: { entry: '[name].[ext]' },
    compile: {
      outfile,
      executablePath,
      // By default a .env and a bunfig.toml in the current folder would change what the program does, and run code.
      autoloadDotenv: false,
      autoloadBunfig: false,
      autoloadTsconfig: false,
      autoloadPackageJson: false,
      // Compiling to machine code pays off later than it is begun.
      jitPolicy: 8,
    },
    format: 'esm',
    minify: true,
    bytecode: true,
    // It is in the file, read for a stack alone; Bun writes it beside the file as well.
    sourcemap: 'linked',
    // In one piece all of it would be set up at every start, screens included.
    splitting: true,
    define: CONSTANTS,
    plugins: [
      { name: 'embedded', setup: embed },
      embedImage(image),
      yogaWithoutFetch,
      inkKeepsLines,
      fastStringWidth,
      lazyPhoneMetadata,
      plainImap,
      brotliOfNode,
    ],
  });
  return { inputs: Object.keys(metafile.inputs) };
}

async function noticesOf(inputs) {
  return joinNotices([(await thirdPartyNotices(ROOT, inputs)).trim(), RUNTIME_NOTICE]);
}

function embed(bundler) {
  bundler.onLoad({ filter: /domain[/\\]countries[/\\]load\.ts$/ }, async ({ path: file }) => ({
    contents: withNamedData(await readFile(file, 'utf8'), file),
    loader: 'ts',
  }));
  bundler.onResolve({ filter: /^better-sqlite3$/ }, () => ({ path: 'better-sqlite3', namespace: 'addon' }));
  bundler.onLoad({ filter: /.*/, namespace: 'addon' }, async () => {
    const addon = path.join(ROOT, `node_modules/better-sqlite3/prebuilds/${platform()}.node`);
    return { contents: embeddedDatabase(addon, await readFile(addon)), loader: 'js', resolveDir: ROOT };
  });
  bundler.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: 'devtools', namespace: 'empty' }));
  bundler.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({
    contents: 'export default {}',
    loader: 'js',
  }));
}

/** Puts the file itself in place of the module that makes it. */
function embedImage(image) {
  return {
    name: 'new-image',
    setup(bundler) {
      bundler.onLoad({ filter: NEW_IMAGE_MODULE }, () => ({
        contents: `
          import image from ${JSON.stringify(image)} with { type: 'file' };
          import fs from 'node:fs';
          import { withZeros } from ${WITH_ZEROS};
          export const newImage = () => withZeros(fs.readFileSync(image));`,
        loader: 'ts',
      }));
    },
  };
}

/** The source of better-sqlite3 with its addon as a file embedded in the program. */
function embeddedDatabase(addon, bytes) {
  const hash = Bun.hash.xxHash3(bytes).toString(16).padStart(16, '0');
  return `
    import source from ${JSON.stringify(addon)} with { type: 'file' };
    import createDatabase from ${JSON.stringify(path.join(ROOT, 'node_modules/better-sqlite3/lib/database.js'))};
    import { embeddedAddon } from ${JSON.stringify(path.join(ROOT, 'build/injected/unpack-addon.mjs'))};
    export default createDatabase(embeddedAddon(source, '${hash}'), false);`;
}

function platform() {
  const musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
  return `${process.platform}${musl ? 'musl' : ''}-${process.arch}`;
}
