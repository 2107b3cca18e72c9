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

test.each([
  ['utf-8', 'M\xfcller, 10 \x80', 'Müller, 10 €'],
  ['"UTF8"', 'Stra\xdfe', 'Straße'],
  ['us-ascii', 'Gr\xfc\xdfe', 'Grüße'],
  ['iso-8859-1', Buffer.from('Müller').toString('latin1'), 'Müller'],
  ['utf-8', Buffer.from('Müller 😀').toString('latin1'), 'Müller 😀'],
  ['klingon', 'plain', 'plain'],
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
