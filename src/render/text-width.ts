/** Characters known to take one column each, or (CJK, Hangul, kana) two, and never to join with a neighbour. */
const PLAIN =
  /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u23ce\u2400-\u2426\u2500-\u259f\u2713\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3]*$/;
const WIDE = /[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3]/g;

/** Measures text in terminal columns. */
export interface Ruler {
  /** Whether all it measures is made of characters of known width. */
  readonly simple: boolean;
  width(text: string): number;
  /** The text if it fits into so many columns, else its beginning and `…`; never splits what is seen as one. */
  cut(text: string, columns: number): string;
}

/**
 * A ruler for these texts. Emoji, combining marks and complex scripts need string-width and a segmenter, which
 * take longer to load than most commands take to run: they are loaded when one of the texts holds such.
 */
export async function rulerFor(texts: Iterable<string>): Promise<Ruler> {
  for (const text of texts) {
    if (!PLAIN.test(text)) return anyRuler();
  }
  return PLAIN_RULER;
}

const PLAIN_RULER: Ruler = makeRuler(true, plainWidth, (text) => text);

async function anyRuler(): Promise<Ruler> {
  const { default: stringWidth } = await import('string-width');
  const graphemes = new Intl.Segmenter();
  const width = (text: string) => (PLAIN.test(text) ? plainWidth(text) : stringWidth(text));
  return makeRuler(false, width, function* (text) {
    for (const { segment } of graphemes.segment(text)) yield segment;
  });
}

function plainWidth(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
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
