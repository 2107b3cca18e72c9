import path from 'node:path';
import { patchFiles, replacePassages } from './replacements.mjs';

const GRAPHEMES = path.resolve(import.meta.dirname, '../src/render/graphemes.ts');
const STRING_WIDTH = path.join(import.meta.dirname, 'injected/string-width.mjs');

/** Whoever measures what is on a screen: Ink, what it is made of, and we. */
const MEASURING = /[\\/](ink|slice-ansi|wrap-ansi|cli-truncate|widest-line|src[\\/]render)[\\/]/;

/** Those of them that split text into glyphs. */
const SPLITTING = [
  'ink/build/line-update.js',
  'ansi-tokenize/build/tokenize.js',
  'slice-ansi/tokenize-ansi.js',
  'wrap-ansi/index.js',
  'cli-truncate/index.js',
];

const withOurGraphemes = async (file) =>
  `import { Graphemes } from ${JSON.stringify(GRAPHEMES)};
   ${await replacePassages(file, [['new Intl.Segmenter(', 'new Graphemes(']])}`;

const splitting = patchFiles(
  'graphemes',
  Object.fromEntries(SPLITTING.map((end) => [end, withOurGraphemes])),
);

/** Lets the screens measure and split plain text without what is needed for all scripts and emoji. */
export const fastStringWidth = {
  name: 'fast-string-width',
  setup(bundler) {
    bundler.onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      MEASURING.test(importer) ? { path: STRING_WIDTH } : undefined,
    );
    splitting.setup(bundler);
  },
};
