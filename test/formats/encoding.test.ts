import { describe, expect, test } from 'vitest';
import { decode } from '../../src/formats/encoding.ts';
import { collect, encode, streamOf } from './bytes.ts';

async function textOf(bytes: Uint8Array, options = {}, size?: number) {
  const { encoding, text } = await decode(streamOf(bytes, size), options);
  return { encoding, text: (await collect(text)).join('') };
}

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

describe('detection', () => {
  const LINE = 'name,city\nZoë,Kraków 🎉\n';

  test.each([
    ['utf-8', LINE],
    ['utf-16le', LINE],
    ['utf-16be', LINE],
  ] as const)('%s with and without a byte order mark', async (encoding, line) => {
    for (const text of [line, `\uFEFF${line}`]) {
      expect(await textOf(encode(text, encoding))).toEqual({ encoding, text: line });
      expect(await textOf(encode(text, encoding), {}, 1)).toEqual({ encoding, text: line });
    }
  });

  test('Windows-1252 if it is not UTF-8, with its own characters for 80 to 9F', async () => {
    const read = await textOf(bytes('name,price\nRen', [0xe9], ',', [0x80], '5 ', [0x92], '\n'));
    expect(read).toEqual({ encoding: 'windows-1252', text: 'name,price\nRené,€5 ’\n' });
  });

  test('a character cut at the end of the sample is still UTF-8', async () => {
    const text = `${'a'.repeat(65_535)}é and more`;
    expect(await textOf(Buffer.from(text), {}, 70_000)).toEqual({ encoding: 'utf-8', text });
  });

  test('one NUL among letters is not UTF-16', async () => {
    expect((await textOf(bytes('name,city\nJane\0,Paris\n'))).encoding).toBe('utf-8');
  });

  test('reads no more than needed', async () => {
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked++;
        yield Buffer.from('line\n'.repeat(1000));
      }
    }
    const { text } = await decode(endless());
    for await (const _ of text) break;
    expect(asked).toBeLessThan(20);
  });
});

/** Bytes of a text in an encoding of one or two bytes a character. */
function legacyBytes(text: string, encoding: string): Uint8Array {
  const found = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding);
  for (let first = 0x80; first < 0x100; first++) {
    const single = decoder.decode(Uint8Array.of(first));
    if (!found.has(single)) found.set(single, [first]);
    if (/^(?:windows|koi8|mac|ibm|iso)/.test(encoding)) continue;
    for (let second = 0x40; second < 0x100; second++) {
      const sign = decoder.decode(Uint8Array.of(first, second));
      if (sign.length === 1 && !found.has(sign)) found.set(sign, [first, second]);
    }
  }
  const bytesOf = (sign: string) => (sign < '\u0080' ? [sign.charCodeAt(0)] : found.get(sign));
  return Uint8Array.from([...text].flatMap((sign) => bytesOf(sign) ?? [63]));
}

describe('a text that is not Unicode', () => {
  test.each([
    ['windows-1251', 'Имя,Компания\nИван Петров,ООО Ромашка\nАнна Сидорова,Вектор\n'],
    ['koi8-r', 'Имя,Компания\nИван Петров,ООО Ромашка\nАнна Сидорова,Вектор\n'],
    ['windows-1253', 'Όνομα\nΓιώργος Παπαδόπουλος,Αθήνα\nΜαρία Κωνσταντίνου\n'],
    ['windows-1250', 'name,city\nJan Kowalski,Łódź\nMałgorzata Wiśniewska,Gdańsk\n'],
    ['windows-1250', 'jméno\nJiří Dvořák,Plzeň\nTomáš Růžička,Žďár\n'],
    ['windows-1254', 'ad,şehir\nAyşe Yıldız,İstanbul\nÇağrı Güneş,Muğla\n'],
    ['macintosh', 'name,city\nRené Müller,Zürich\nJürgen Groß,Köln\nPeña,São Paulo\n'],
    ['shift_jis', '氏名,会社名\n田中太郎,株式会社トヨタ\n佐藤花子,ソニー\n'],
    ['euc-jp', '氏名,会社名\n田中太郎,株式会社トヨタ\n佐藤花子,ソニー\n'],
    ['gb18030', '姓名,公司\n王小明,北京科技有限公司\n李娜,上海贸易有限公司\n'],
    ['big5', '姓名,公司\n陳大文,台灣科技股份有限公司\n林小美,香港貿易有限公司\n'],
    ['euc-kr', '이름,회사\n김철수,삼성전자 주식회사\n박영희,현대자동차\n'],
  ])('is read in %s where its letters are certain: %j', async (encoding, text) => {
    expect(await textOf(legacyBytes(text, encoding))).toEqual({ encoding, text });
  });

  test.each([
    'René Müller,Zürich\nJürgen Groß,Köln\nPeña,São Paulo\n',
    'Hélène Lefèvre,Paris\nSøren Sørensen,Odense\nNicolò,Forlì\nJosé,Málaga\n',
    'Jón Þór Guðmundsson\nÁsdís Ýr,Reykjavík\n',
    'Priit Õunapuu\nTõnis Mägi\nŠmidt\n',
    'O’Brien\nSmith – Jones\n“Quote” €5 25 °C\n',
    'GROSSHÄNDLER MÜLLER,KÖLN\n',
    'Zoë\n',
  ])('is read in Windows-1252 otherwise: %j', async (text) => {
    expect(await textOf(legacyBytes(text, 'windows-1252'))).toEqual({ encoding: 'windows-1252', text });
  });
});

describe('an encoding named by the user', () => {
  test.each(['windows-1252', 'latin1', 'CP1252', 'ISO-8859-1'])(
    '%s overrides detection',
    async (encoding) => {
      expect(await textOf(bytes([0xc3, 0xa9]), { encoding })).toEqual({
        encoding: 'windows-1252',
        text: 'Ã©',
      });
    },
  );

  test('must be known', async () => {
    await expect(decode(streamOf('a'), { encoding: 'ebcdic' })).rejects.toThrow('unknown encoding "ebcdic"');
  });
});

describe('invalid bytes', () => {
  test('late bytes that are not UTF-8 are reported by line and byte, with a hint', async () => {
    const start = 'name\n'.repeat(20_000);
    for (const size of [1000, 65_536]) {
      const reading = textOf(bytes(start, 'Ren', [0xe9], '\n'), { name: 'leads.csv' }, size);
      await expect(reading).rejects.toMatchObject({
        kind: 'usage',
        message: 'leads.csv began as UTF-8 but is not UTF-8 at line 20001, byte 100004',
        hints: [
          'If the file comes from Windows, use --encoding windows-1252; if its lines differ, --encoding mixed',
        ],
      });
    }
  });

  test('a character truncated at the end of the file is not UTF-8', async () => {
    await expect(textOf(bytes('a'.repeat(70_000), [0xe2, 0x82]))).rejects.toThrow('is not UTF-8 at line 1');
  });

  test('half a character of UTF-16 is rejected', async () => {
    await expect(textOf(bytes([0xff, 0xfe], 'a\0b\0c'))).rejects.toThrow('the input is not valid utf-16le');
  });
});

describe('a file that mixes encodings', () => {
  const mixed = Buffer.concat([Buffer.from('Name\nZoë\n'), Buffer.from('J\xfcrgen\n', 'latin1')]);

  test('is rejected at the place of the change', async () => {
    await expect(textOf(mixed)).rejects.toMatchObject({
      kind: 'usage',
      message: 'the input mixes encodings: line 2 is UTF-8, others are not',
    });
  });

  test('is read line by line if the user says so, in pieces of any size', async () => {
    const longer = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      mixed,
      Buffer.from('Ana Peña,\u65e5\u672c\nKlaus B\xe4r'),
    ]);
    for (const size of [1, 2, 3, 7, 65_536]) {
      const { text, encoding } = await decode(streamOf(longer, size), { encoding: 'mixed' });
      expect([encoding, (await collect(text)).join('')]).toEqual([
        'mixed',
        'Name\nZoë\nJürgen\nAna Peña,\u65e5\u672c\nKlaus Bär',
      ]);
    }
  });

  test('is accepted if the encoding is given', async () => {
    const { text } = await decode(streamOf(mixed), { encoding: 'windows-1252' });
    expect((await collect(text)).join('')).toBe('Name\nZoÃ«\nJürgen\n');
  });
});

describe('an unsupported file', () => {
  test.each([
    ['PK\x03\x04rest', 'a zip archive'],
    ['PK\x05\x06', 'an empty zip archive'],
    ['PK\x03\x04\x14\0[Content_Types].xml', 'an Excel workbook'],
    ['PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet', 'an OpenDocument spreadsheet'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]), 'an old or protected Excel workbook'],
    [Buffer.from([0x1f, 0x8b, 8, 0]), 'compressed with gzip'],
    ['%PDF-1.7', 'a PDF document'],
    ['SQLite format 3\0', 'an SQLite database'],
  ])('is rejected by its first bytes: %j', async (start, what) => {
    const refused = decode(streamOf(start), { name: 'leads.xlsx' });
    await expect(refused).rejects.toMatchObject({
      kind: 'usage',
      message: `leads.xlsx is ${what}, not a text file`,
    });
  });

  test('that is a workbook gets a hint for making a CSV', async () => {
    await expect(decode(streamOf('PK\x03\x04_rels xl/workbook.xml'))).rejects.toMatchObject({
      hints: ['Open it and save the sheet as CSV: File > Save as > CSV UTF-8'],
    });
  });

  test('an empty input is a usage error, and so are NULs and noise', async () => {
    await expect(decode(streamOf(''), { name: 'a.csv' })).rejects.toMatchObject({
      message: 'a.csv is empty',
    });
    await expect(decode(streamOf(bytes([0, 0xff, 0, 0, 0xfe, 7])))).rejects.toThrow('is not a text file');
  });
});
