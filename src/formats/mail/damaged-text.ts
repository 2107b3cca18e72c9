/** What is said where the text of a mail cannot be read. */
export const UNREADABLE_TEXT = '[The text of this mail cannot be read: its base64 is wrong.]';

const ENCODING = /^content-transfer-encoding:[ \t]*"?base64\b/gim;
const LINE = /^[a-z\d+/]+={0,2}$/i;
/** What bytes of no text have, and text in one of the usual encodings has not. */
const isControl = (byte: number) => byte < 0x08 || (byte > 0x0d && byte < 0x1b);
/** Parts of a mail that are looked at. */
const MAX_PARTS = 200;
/** The share of such bytes from which something is no text. */
const MIN_CONTROL_SHARE = 0.04;

/**
 * The mail with nothing where its text is in base64 that is none, without what somebody wrote below base64, and in UTF-8
 * where base64 is UTF-16 that says to be something else; null where all of it can be read.
 */
export function withoutDamagedText(raw: Uint8Array): Uint8Array | null {
  const mail = Buffer.from(raw).toString('latin1');
  const kept: string[] = [];
  let end = 0;
  let looked = 0;
  let parts = 0;
  for (const { index } of mail.matchAll(ENCODING)) {
    if (++parts > MAX_PARTS) break;
    const body = bodyAfter(mail, index);
    if (!body || body.from <= looked) continue;
    looked = body.from;
    const readable = readableLines(mail.slice(body.from, body.to));
    if (readable === null) continue;
    kept.push(mail.slice(end, body.from), readable);
    end = body.to;
  }
  return kept.length === 0 ? null : Buffer.from([...kept, mail.slice(end)].join(''), 'latin1');
}

/** The body of the text whose headers have this place; null where these are no headers of a text. */
function bodyAfter(mail: string, place: number): { readonly from: number; readonly to: number } | null {
  const boundary = mail.lastIndexOf('\n--', place);
  const start = boundary < 0 ? 0 : mail.indexOf('\n', boundary + 1) + 1;
  const blank = /\r?\n\r?\n/g;
  blank.lastIndex = start;
  const found = blank.exec(mail);
  if (!found || found.index < place) return null;
  const headers = mail.slice(start, found.index);
  const type = /^content-type:\s*([\w-]+\/[\w.+-]+)/im.exec(headers)?.[1]?.toLowerCase() ?? 'text/plain';
  const isText =
    (type === 'text/plain' || type === 'text/html') && !/charset\s*=\s*"?utf-?(?:16|32)/i.test(headers);
  if (!isText || /^content-disposition:\s*attachment/im.test(headers)) return null;
  const from = found.index + found[0].length;
  const next = mail.indexOf('\n--', from - 1);
  return { from, to: next < 0 ? mail.length : next };
}

/**
 * The lines of base64 that a body begins with, where others follow, and those of UTF-8 for UTF-16; none where most are no
 * base64, or what they say is no text. Null for a body that is right as it is.
 */
function readableLines(body: string): string | null {
  const lines = body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return null;
  const wrong = lines.findIndex((line) => !LINE.test(line));
  const good = wrong < 0 ? lines : lines.slice(0, wrong);
  if (good.length * 2 < lines.length) return '';
  const bytes = Buffer.from(good.join(''), 'base64');
  const wide = wideText(bytes);
  if (wide !== null) return Buffer.from(wide).toString('base64');
  if (bytes.filter(isControl).length > bytes.length * MIN_CONTROL_SHARE) return '';
  return wrong < 0 ? null : good.join('\r\n');
}

/** Text in UTF-16, which begins with a byte order mark; null for other bytes. */
function wideText(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  return encoding && new TextDecoder(encoding).decode(bytes);
}
