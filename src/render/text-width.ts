import { Graphemes } from './graphemes.ts';
import { isPlain, plainWidth } from './plain-text.ts';

/** Measures text in terminal columns. */
export interface Ruler {
  /** Whether all its text has characters of known width. */
  readonly simple: boolean;
  width(text: string): number;
  /** The text if it fits into so many columns, else its beginning and `…`, unless only blanks are cut off; never splits a grapheme. */
  cut(text: string, columns: number): string;
}

/**
 * A ruler for these texts. Emoji, combining marks and complex scripts need string-width and a segmenter, which take
 * longer to load than most commands run: they are loaded only if a text needs them.
 */
export async function rulerFor(texts: Iterable<string>): Promise<Ruler> {
  for (const text of texts) {
    if (!isPlain(text)) return anyRuler();
  }
  return PLAIN_RULER;
}

const PLAIN_RULER: Ruler = makeRuler(true, plainWidth, (text) => text);

async function anyRuler(): Promise<Ruler> {
  const { default: stringWidth } = await import('string-width');
  const graphemes = new Graphemes();
  const width = (text: string) => (isPlain(text) ? plainWidth(text) : stringWidth(text));
  return makeRuler(false, width, function* (text) {
    for (const { segment } of graphemes.segment(text)) yield segment;
  });
}

function makeRuler(
  simple: boolean,
  width: (text: string) => number,
  glyphs: (text: string) => Iterable<string>,
): Ruler {
  return {
    simple,
    width,
    cut(text, columns) {
      if (width(text) <= columns) return text;
      if (columns < 1) return '';
      const bare = text.trimEnd();
      const rest = columns - width(bare);
      // Only blanks are cut off: nothing is missing.
      if (rest >= 0) return bare + ' '.repeat(rest);
      let kept = '';
      let used = 0;
      for (const glyph of glyphs(text)) {
        used += width(glyph);
        if (used > columns - 1) break;
        kept += glyph;
      }
      return `${kept.trimEnd()}…`;
    },
  };
}
