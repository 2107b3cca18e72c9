import { expect, test } from 'vitest';
import { parseMail } from '../../../src/formats/mail/parse.ts';

const HEAD = 'From: Jane <jane@x.test>\r\nMIME-Version: 1.0\r\n';

const textOf = async (mail: string | Uint8Array) =>
  (await parseMail(typeof mail === 'string' ? Buffer.from(mail, 'latin1') : mail)).text;

test('HTML is read as text: links after their words, a line for each point, no scripts', async () => {
  const html =
    '<html><head><style>p{}</style><script>alert(1)</script></head><body><p>See <a href="javascript:x()">this</a>, ' +
    "<a class=b href='https://a.test/?x=1&amp;y=2'>the <b>offer</b></a> and <a href=https://b.test/>b.test</a>." +
    '<img src="https://track.test/1.png"></p><ul><li>one</li><li class="x">two</li></ul></body></html>';
  const text = await textOf(`${HEAD}Content-Type: text/html\r\n\r\n${html}`);
  expect(text).toContain('See this, the offer (https://a.test/?x=1&y=2) and b.test.');
  expect(text).toMatch(/\* one\s*\n\s*\* two/);
  expect(text).not.toMatch(/alert|javascript|track|p\{\}/);
});

test('a part of text that is blank gives way to the HTML beside it', async () => {
  const parts =
    '--b\r\nContent-Type: text/plain\r\n\r\n \r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Only here.</p>\r\n--b--\r\n';
  expect(await textOf(`${HEAD}Content-Type: multipart/alternative; boundary=b\r\n\r\n${parts}`)).toBe(
    'Only here.',
  );
});

const UNREADABLE = '[The text of this mail cannot be read: its base64 is wrong.]';
const inBase64 = (text: string) => Buffer.from(text).toString('base64');
const WRAPPED = inBase64('Grüße aus Köln, wir kommen. '.repeat(20)).replace(/.{76}/g, '$&\r\n');

test.each([
  ['words in its place', 'Dear Jane, we will come on Monday.\r\nAnn', UNREADABLE],
  ['other characters', '!!*~ ??? (((\r\n\u0001\u0002', UNREADABLE],
  [
    'bytes of a picture',
    Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 37) % 256)).toString('base64'),
    UNREADABLE,
  ],
  ['nothing', '', ''],
  ['text', inBase64('Wir kommen am 3. März.'), 'Wir kommen am 3. März.'],
  [
    'text that was cut off',
    inBase64('Wir kommen am Dienstag, Grüße').slice(0, -3),
    /^Wir kommen am Dienstag, Gr/,
  ],
  ['a line below it', `${WRAPPED}\r\n_____\r\nsent by a list`, /^Grüße aus Köln/],
])('a text in base64 that has %s', async (_, body, expected) => {
  const encoding = 'Content-Transfer-Encoding: base64\r\n';
  const type = 'Content-Type: text/plain; charset=utf-8\r\n';
  const text = await textOf(`${HEAD}${type}${encoding}\r\n${body}`);
  if (typeof expected === 'string') expect(text).toBe(expected);
  else expect(text).toMatch(expected);
});

test.each(['utf-8', 'iso-8859-1', 'us-ascii'])('a text in UTF-16 that says to be %s', async (charset) => {
  const head = `${HEAD}Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  const wide = Buffer.from('\ufeffGrüße, 16 Bit', 'utf16le');
  expect(await textOf(head + wide.toString('base64'))).toBe('Grüße, 16 Bit');
  expect(await textOf(head + wide.swap16().toString('base64'))).toBe('Grüße, 16 Bit');
});

test('a damaged text gives way to the HTML beside it, and leaves files as they are', async () => {
  const encoding = 'Content-Transfer-Encoding: base64\r\n\r\n';
  const parts =
    `--b\r\nContent-Type: text/plain\r\n${encoding}no base64, at all!\r\n` +
    `--b\r\nContent-Type: text/html\r\n${encoding}${inBase64('<p>Only here.</p>')}\r\n` +
    `--b\r\nContent-Type: image/png; name=a.png\r\nContent-Disposition: attachment\r\n${encoding}AAECAw==\r\n--b--\r\n`;
  const mail = Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts}`, 'latin1');
  expect(await parseMail(mail)).toMatchObject({
    text: 'Only here.',
    files: [{ name: 'a.png', bytes: Uint8Array.of(0, 1, 2, 3) }],
  });
});

test.each([
  ['utf-8', 'M\xfcller, 10 \x80', 'Müller, 10 €'],
  ['"UTF8"', 'Stra\xdfe', 'Straße'],
  ['us-ascii', 'Gr\xfc\xdfe', 'Grüße'],
  ['iso-8859-1', Buffer.from('Müller').toString('latin1'), 'Müller'],
  ['utf-8', Buffer.from('Müller 😀').toString('latin1'), 'Müller 😀'],
  ['klingon', 'plain', 'plain'],
  // Shift JIS and EUC-JP for こんにちは.
  ['iso-2022-jp', '\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd', 'こんにちは'],
  ['ISO-2022-JP', '\xa4\xb3\xa4\xf3\xa4\xcb\xa4\xc1\xa4\xcf', 'こんにちは'],
  ['shift_jis', Buffer.from('Grüße aus Köln').toString('latin1'), 'Grüße aus Köln'],
  ['gb2312', Buffer.from('Привет, это').toString('latin1'), 'Привет, это'],
  ['euc-kr', '\xbe\xc8\xb3\xe7', '안녕'],
])('a charset that lies: %s %j is %s', async (charset, body, expected) => {
  expect(await textOf(`${HEAD}Content-Type: text/plain; charset=${charset}\r\n\r\n${body}`)).toBe(expected);
});

test('bombs end soon: tags without an end, parts within parts, mails within mails', async () => {
  await textOf(`${HEAD}Content-Type: text/html\r\n\r\n${'<a '.repeat(200_000)}${'&amp;'.repeat(500_000)}`);
  const deep = Array.from(
    { length: 2000 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  );
  await expect(textOf(HEAD + deep.join(''))).rejects.toThrow('nesting');
  await textOf(`${HEAD}${'Content-Type: message/rfc822\r\n\r\nSubject: x\r\n'.repeat(500)}`);
});

test('a name in a header never looks like another address', async () => {
  const name = `=?utf-8?B?${Buffer.from('Boss <boss@y.test>\r\nBcc: z@z.test').toString('base64')}?=`;
  const { from } = await parseMail(Buffer.from(`From: ${name} <jane@x.test>\r\n\r\nx`));
  expect(from).toEqual({ name: 'Boss boss@y.test Bcc: z@z.test', address: 'jane@x.test' });
});
