import { patchFiles, replacePassages } from './replacements.mjs';

/** Ink's layout engine is compiled code in a data URL. It decodes the text where it finds no fetch. */
const WITHOUT_FETCH = ['"function"!=typeof fetch', 'true'];

/** For a bundle of ES modules. */
export const yogaWithoutFetch = patchFiles('yoga', {
  'yoga-wasm-base64-esm.js': (file) => replacePassages(file, [WITHOUT_FETCH]),
});

/** Lets Ink and Yoga be part of a CommonJS file, which can hold no await at its top level. */
export const inkInCommonJs = patchFiles('ink-in-commonjs', {
  // Where the file lies matters only to one that is fetched.
  'yoga-wasm-base64-esm.js': (file) => replacePassages(file, [WITHOUT_FETCH, ['import.meta.url', '""']]),
  // Yoga is not there at once: whoever is about to use it awaits `ready`.
  'yoga-layout/dist/src/index.js': (file) =>
    replacePassages(file, [
      [
        'const Yoga = wrapAssembly(await loadYoga());\nexport default Yoga;',
        `let Yoga;
         export { Yoga as default };
         export const ready = loadYoga().then((assembly) => { Yoga = wrapAssembly(assembly); });`,
      ],
    ]),
  // Ink's development tools.
  'ink/build/reconciler.js': (file) =>
    replacePassages(file, [
      ["await import('./devtools.js')", ''],
      ['await loadPackageJson()', 'packageInfo'],
    ]),
});

/** Lines that Ink has taken apart are kept so many at a time: those of some frames of a large window. */
const KEPT_LINES = 300;

/**
 * Lets Ink keep what it knows of the lines of a frame for the next one, where most of them are the same. It takes them
 * apart into styled characters, and puts them together, for each frame anew.
 */
export const inkKeepsLines = patchFiles('ink-keeps-lines', {
  'ink/build/output.js': (file) =>
    replacePassages(file, [
      [
        'class OutputCaches {',
        `let kept;
         const keptCaches = () =>
           kept === undefined || kept.styledChars.size > ${KEPT_LINES} ? (kept = new OutputCaches()) : kept;
         class OutputCaches {
           texts = new Map();
           getLines(text, characterLines) {
             let cached = this.texts.get(text);
             if (cached === undefined) {
               cached = characterLines.map(line => styledCharsToString(line));
               this.texts.set(text, cached);
             }
             return cached;
           }`,
      ],
      ['caches = new OutputCaches();', 'caches = keptCaches();'],
      [
        'let lines = characterLines.map(line => styledCharsToString(line));',
        'let lines = this.caches.getLines(text, characterLines);',
      ],
    ]),
});
