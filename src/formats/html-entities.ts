import { lazy } from '../domain/lazy.ts';

/** Names of the characters from U+00A0 on, in their order. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest ' +
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
/** The same from U+0100 on; `-` for a character without a name. */
const LATIN_EXTENDED =
  'Amacr amacr Abreve abreve Aogon aogon Cacute cacute Ccirc ccirc Cdot cdot Ccaron ccaron Dcaron dcaron Dstrok dstrok Emacr emacr - - Edot edot Eogon eogon Ecaron ecaron Gcirc gcirc Gbreve gbreve Gdot gdot Gcedil - Hcirc hcirc Hstrok hstrok Itilde itilde Imacr imacr - - Iogon iogon Idot imath IJlig ijlig Jcirc jcirc Kcedil kcedil kgreen Lacute lacute Lcedil lcedil Lcaron lcaron Lmidot lmidot Lstrok lstrok Nacute nacute Ncedil ncedil Ncaron ncaron napos ENG eng Omacr omacr - - Odblac odblac OElig oelig Racute racute Rcedil rcedil Rcaron rcaron Sacute sacute Scirc scirc Scedil scedil Scaron scaron Tcedil tcedil Tcaron tcaron Tstrok tstrok Utilde utilde Umacr umacr Ubreve ubreve Uring uring Udblac udblac Uogon uogon Wcirc wcirc Ycirc ycirc Yuml Zacute zacute Zdot zdot Zcaron zcaron';
const OTHERS: Readonly<Record<string, number>> = {
  amp: 0x26,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
  euro: 0x20ac,
  trade: 0x2122,
  ndash: 0x2013,
  mdash: 0x2014,
  minus: 0x2212,
  hyphen: 0x2010,
  lsquo: 0x2018,
  rsquo: 0x2019,
  sbquo: 0x201a,
  ldquo: 0x201c,
  rdquo: 0x201d,
  bdquo: 0x201e,
  lsaquo: 0x2039,
  rsaquo: 0x203a,
  hellip: 0x2026,
  bull: 0x2022,
  middot: 0xb7,
  dagger: 0x2020,
  permil: 0x2030,
  larr: 0x2190,
  rarr: 0x2192,
  harr: 0x2194,
  ensp: 0x2002,
  emsp: 0x2003,
  thinsp: 0x2009,
  zwnj: 0x200c,
  zwj: 0x200d,
  lrm: 0x200e,
  rlm: 0x200f,
  num: 0x23,
  commat: 0x40,
  lpar: 0x28,
  rpar: 0x29,
  lsqb: 0x5b,
  rsqb: 0x5d,
  sol: 0x2f,
  colon: 0x3a,
  semi: 0x3b,
  comma: 0x2c,
  period: 0x2e,
  excl: 0x21,
  quest: 0x3f,
  plus: 0x2b,
  lowbar: 0x5f,
  percnt: 0x25,
  dollar: 0x24,
  ast: 0x2a,
  NewLine: 0x0a,
  Tab: 0x09,
  yuml: 0xff,
  circ: 0x2c6,
  tilde: 0x2dc,
  fnof: 0x192,
};

const codesByName = lazy(() => {
  const codes = new Map(Object.entries(OTHERS));
  for (const [start, names] of [
    [0xa0, LATIN_1],
    [0x100, LATIN_EXTENDED],
  ] as const)
    for (const [at, name] of names.split(' ').entries()) codes.set(name, start + at);
  return codes;
});

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}\d{0,2}));/gi;

/** The text with its HTML entities as the characters that they stand for; unknown ones stay. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (entity, decimal?: string, hex?: string, name = '') => {
    if (decimal === undefined && hex === undefined) {
      const code =
        codesByName().get(name) ??
        (/^(?:AMP|LT|GT|QUOT)$/.test(name) ? OTHERS[name.toLowerCase()] : undefined);
      return code === undefined ? entity : String.fromCharCode(code);
    }
    return (
      characterOf(decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal)) ?? entity
    );
  });
}

/** The character of a number; null for a control character and for none. */
function characterOf(code: number): string | null {
  // Numbers from 128 to 159 are meant as those of Windows, and read so by every browser.
  if (code >= 0x80 && code < 0xa0) return new TextDecoder('windows-1252').decode(Uint8Array.of(code));
  const isText = code >= 0x20 ? code < 0xd800 || code > 0xdfff : code === 9 || code === 10 || code === 13;
  return isText && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
