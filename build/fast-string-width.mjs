import { readFile } from 'node:fs/promises';
import path from 'node:path';

const GRAPHEMES = path.resolve(import.meta.dirname, '../src/render/graphemes.ts');
const STRING_WIDTH = path.join(import.meta.dirname, 'injected/string-width.mjs');

/** Whoever measures what is on a screen: Ink, what it is made of, and we. */
const MEASURING = /[\\/](ink|slice-ansi|wrap-ansi|cli-truncate|widest-line|src[\\/]render)[\\/]/;

/** Those of them that split text into glyphs. */
const SPLITTING =
  /[\\/](ink[\\/]build[\\/]line-update|ansi-tokenize[\\/]build[\\/]tokenize|(slice-ansi[\\/]tokenize-ansi|(wrap-ansi|cli-truncate)[\\/]index))\.js$/;

/** Lets the screens measure and split plain text without what is needed for all scripts and emoji. */
export const fastStringWidth = {
  name: 'fast-string-width',
  setup(bundler) {
    bundler.onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      MEASURING.test(importer) ? { path: STRING_WIDTH } : undefined,
    );
    bundler.onLoad({ filter: SPLITTING }, async ({ path: file }) => ({
      contents: `import { Graphemes } from ${JSON.stringify(GRAPHEMES)};
        ${(await readFile(file, 'utf8')).replaceAll('new Intl.Segmenter(', 'new Graphemes(')}`,
      loader: 'js',
    }));
  },
};
