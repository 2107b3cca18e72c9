/** Letters that a language writes beside those of ASCII, in small letters. */
interface Alphabet {
  readonly encoding: string;
  readonly letters: string;
}

/** Languages of the West, each by itself: a text in one of them is not read in another way. */
const WESTERN: readonly string[] = [
  'äöüß',
  'àâæçéèêëîïôœùûüÿ',
  'áéíóúñüªº¿¡',
  'ãõáéíóúâêôçàüªº',
  'àèéìíòóùúî',
  'æøåéèêóòôöäü',
  'åäöéü',
  'áðéíóúýþæö',
  'äõöüšž',
  'áàâéèêëíïóôöúûü',
  'àéèíïóòúüç·',
  'áéíóúàèìòù',
];

/** Letters of several of them in one text. */
const WESTERN_LETTERS = 'äöüßéèêëàâáíóúñçãõåøæôîïœªº';

/** Languages of other code pages. */
const OTHER_LATIN: readonly Alphabet[] = [
  { encoding: 'windows-1250', letters: 'ąćęłńóśźż' },
  { encoding: 'windows-1250', letters: 'áčďéěíňóřšťúůýž' },
  { encoding: 'windows-1250', letters: 'áäčďéíĺľňóôŕšťúýž' },
  { encoding: 'windows-1250', letters: 'áéíóöőúüű' },
  { encoding: 'windows-1250', letters: 'ăâîşţ' },
  { encoding: 'windows-1250', letters: 'čćđšž' },
  { encoding: 'iso-8859-2', letters: 'ąćęłńóśźż' },
  { encoding: 'windows-1254', letters: 'çğıİöşüâîû' },
  { encoding: 'macintosh', letters: `${WESTERN_LETTERS}ìòùûÿ` },
];

/** The most frequent letters of languages that are written in letters of their own. */
const OTHER_LETTERS: readonly Alphabet[] = [
  { encoding: 'windows-1251', letters: 'оеаинтсрвлкі' },
  { encoding: 'koi8-r', letters: 'оеаинтсрвлк' },
  { encoding: 'iso-8859-5', letters: 'оеаинтсрвлк' },
  { encoding: 'ibm866', letters: 'оеаинтсрвлк' },
  { encoding: 'x-mac-cyrillic', letters: 'оеаинтсрвлк' },
  { encoding: 'windows-1253', letters: 'αοιετσνηυρςά' },
  { encoding: 'windows-1255', letters: 'יולהאמרתבש' },
  { encoding: 'windows-1256', letters: 'اليمنوترهبد' },
  { encoding: 'windows-874', letters: 'านรอกเงมยลวดทสตะปบคหแจพชขใ่้ัี' },
];

const JAPANESE =
  '田山川村本中小大佐藤木高橋伊株式会社東京都区市県町名前氏電話番号住所担当者部署鈴一二三郎太子美渡辺斎加吉井上松清水林崎森池石岡後近長谷原日産車動自商事工業建設業';

/** Frequent signs of names, addresses and headers in languages with thousands of them. */
const SIGNS: readonly Alphabet[] = [
  { encoding: 'shift_jis', letters: JAPANESE },
  { encoding: 'euc-jp', letters: JAPANESE },
  {
    encoding: 'euc-kr',
    letters:
      '김이박최정강조윤장임한오서신권황안송류전홍주식회사시구동로길름화번호메일소인은는가을를의에지자기성수영현민도부산대표광역기과장팀',
  },
  {
    encoding: 'gb18030',
    letters:
      '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董程曹邓许沈曾有限公司科技集团市区路号省姓名电话邮箱地址职位备注城国家上海北京广州深圳的中华大小明文华建国伟芳',
  },
  {
    encoding: 'big5',
    letters:
      '王李張劉陳楊趙黃周吳徐孫胡朱高林何郭馬羅梁宋鄭謝韓唐馮許沈曾蔡有限公司科技集團股份市區路號姓名電話地址職位國家台北臺灣香港的中華大小明文建志',
  },
];

/** Letters that a sample must have at least, of what is read as another code page. */
const MIN_TELLING = 2;
const MIN_DIFFERENT = 3;
const MIN_LETTERS = 12;

/**
 * The encoding of a text of bytes that is not Unicode, where it is certain; null for Windows-1252 and where several
 * encodings fit.
 */
export function detectLegacyEncoding(bytes: Uint8Array): string | null {
  return detectSigns(bytes) ?? detectOtherLetters(bytes) ?? detectLatin(bytes);
}

/** Chinese, Japanese or Korean: all bytes are pairs of the encoding, and many are signs of the language. */
function detectSigns(bytes: Uint8Array): string | null {
  const found = SIGNS.flatMap(({ encoding, letters }) => {
    const text = decodeStart(bytes, encoding);
    if (text === null) return [];
    const signs = text.match(/[^\0-\u007f]/gu) ?? [];
    const isTypical = (sign: string) =>
      letters.includes(sign) || (/[ぁ-ヶ]/u.test(sign) && /jis|jp/.test(encoding));
    const typical = signs.filter(isTypical).length;
    // Bytes of Latin letters are no pairs, and half-width signs of Japanese are what any byte can be.
    const odd = signs.filter((sign) =>
      /[\uff61-\uff9f\ue000-\uf8ff\ufffd]|[^\p{L}\p{N}\p{P}\p{S}\p{Z}]/u.test(sign),
    );
    return signs.length < MIN_TELLING || odd.length > signs.length / 5
      ? []
      : [{ encoding, share: typical / signs.length }];
  });
  return clearly(found, 0.2);
}

/** Cyrillic, Greek, Hebrew, Arabic or Thai: whole words of high bytes, mostly frequent letters. */
function detectOtherLetters(bytes: Uint8Array): string | null {
  const words =
    Buffer.from(bytes)
      .toString('latin1')
      .match(/[\x80-\xff]+/g) ?? [];
  const all = words.reduce((sum, { length }) => sum + length, 0);
  const inWords = words.reduce((sum, { length }) => sum + (length > 2 ? length : 0), 0);
  if (inWords < all * 0.6 || inWords < 2 * MIN_TELLING) return null;
  const found = OTHER_LETTERS.flatMap(({ encoding, letters }) => {
    const text = decodeStart(bytes, encoding);
    if (text === null) return [];
    const high = text.match(/[^\0-\u007f]/gu) ?? [];
    const typical = high.filter((letter) => letters.includes(letter.toLowerCase())).length;
    // A capital behind a small letter, or a sign within a word, is none of a language.
    const odd =
      text.match(/\p{Ll}(?=\p{Lu})|\p{L}(?=[^\0-\u007f\p{L}\p{M}’–»”])|[^\0-\u007f\p{L}\p{M}«“„№](?=\p{L})/gu)
        ?.length ?? 0;
    return [{ encoding, share: (typical - odd) / high.length }];
  });
  return clearly(found, 0.5);
}

/** The one with the largest share, if it is large and no other comes near. */
function clearly(found: readonly { encoding: string; share: number }[], least: number): string | null {
  const [first, second] = found.toSorted((a, b) => b.share - a.share);
  return first && first.share >= least && first.share > (second?.share ?? 0) * 1.12 ? first.encoding : null;
}

/** Latin letters of a language that Windows-1252 has not, or of a Mac. */
function detectLatin(bytes: Uint8Array): string | null {
  const text = decodeStart(bytes, 'windows-1252') ?? '';
  if (WESTERN.some((letters) => shareOf(text, letters) > 0.95)) return null;
  const usual = shareOf(text, WESTERN_LETTERS);
  const strange = strangeIn(text);
  for (const { encoding, letters } of OTHER_LATIN) {
    const other = decodeStart(bytes, encoding);
    if (other === null || shareOf(other, letters) < 0.98) continue;
    const count = other.match(/[^\0-\u007f]/gu)?.length ?? 0;
    const isTold = strange.signs >= MIN_TELLING && usual < 0.8;
    if (
      isTold ||
      (strange.letters >= MIN_DIFFERENT && count >= 2 * MIN_DIFFERENT) ||
      isRich(other, letters, count)
    )
      return encoding;
  }
  return null;
}

/** Whether a long text has only letters of a language, and several that others do not have. */
function isRich(text: string, letters: string, count: number): boolean {
  const own = [...letters].filter((letter) => !WESTERN_LETTERS.includes(letter));
  return count >= MIN_LETTERS && own.filter((letter) => text.includes(letter)).length >= 2;
}

/** What Windows-1252 makes of letters of other code pages: signs within words, and the different rare letters. */
function strangeIn(text: string): { readonly signs: number; readonly letters: number } {
  const signs = text.match(
    /(?<=[a-z])[^\0-\u007f\p{Ll}’–—…”»®™ªº](?=[a-z])|[¹³£¥¯¿¼¾Ÿ](?=\p{Ll})|(?<=\p{Ll})[¹³¿¼¾ŸŠŽŒ]/gu,
  );
  const rare = text.match(/[ìòùûýðþÿšžŸ]/giu) ?? [];
  return { signs: signs?.length ?? 0, letters: new Set(rare.map((letter) => letter.toLowerCase())).size };
}

/** Which part of the characters beyond ASCII are these letters, or signs of print, where such can stand. */
function shareOf(text: string, letters: string): number {
  const all = [...text.matchAll(/[^\0-\u007f]/gu)];
  if (all.length === 0) return 1;
  const fits = all.filter(({ 0: letter, index }) => {
    const before = text[index - 1] ?? ' ';
    if (/[’‘“”„«»–—…€°§®™£©±µ¡¿\u00a0]/u.test(letter))
      return !/\p{Ll}/u.test(before) || !/\p{Ll}/u.test(text[index + 1] ?? '') || letter === '’';
    const isCapitalWithin = /\p{Lu}/u.test(letter) && /\p{Ll}/u.test(before);
    return (letters.includes(letter) || letters.includes(letter.toLowerCase())) && !isCapitalWithin;
  });
  return fits.length / all.length;
}

/** The text of bytes that are valid in the encoding, but for a character cut off at their end; null for others. */
function decodeStart(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}
