import { isAscii, isUtf8 } from 'node:buffer';
import type { Address, Email, Mailbox } from 'postal-mime';
import { isEmail } from '../../domain/email.ts';
import { failed, isCrmError } from '../../domain/errors.ts';
import { cleanFileName } from '../../domain/file-name.ts';
import { lazy } from '../../domain/lazy.ts';
import { headerName, type MailAddress } from '../../domain/mail/address.ts';
import {
  type BounceReport,
  groupOf,
  type IncomingMail,
  kindOf,
  type MailFilePart,
  readBounce,
  writerBehindList,
} from '../../domain/mail/incoming.ts';
import { UNREADABLE_TEXT, withoutDamagedText } from './damaged-text.ts';
import { readableHtml } from './readable-html.ts';

/** The longest text of a mail that is kept, in characters. */
const MAX_TEXT_CHARS = 200_000;

/** Of longer HTML the beginning is read. */
const MAX_HTML_CHARS = 2_000_000;

const MAX_SUBJECT_CHARS = 500;

/** Addresses of a header, or of a report, that are kept. */
const MAX_ADDRESSES = 100;

const MAX_NAME_CHARS = 200;

/** Mails that a mail follows, as far as they are looked for. */
const MAX_FOLLOWED = 30;

/** A mail with more parts within parts is an attack. */
const MAX_DEPTH = 50;
const MAX_HEADER_BYTES = 1_000_000;

/** More lines than files of MAX_MAIL_BYTES have; each costs the parser some time, however short it is. */
const MAX_LINES = 2_000_000;

/** What acts on terminals or is not seen. */
const HIDDEN = lazy(() => /[[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]--[\n\t]]/gv);

/** A mail made of its bytes. Throws `failed` for what is no mail. */
export async function parseMail(sent: Uint8Array): Promise<IncomingMail> {
  requireFewLines(sent);
  const raw = named(sent);
  const whole = await readParts(raw);
  const said = whole.text ?? whole.html ?? '';
  const readable = NOT_ASCII.test(said) || said.trim() === '' ? withoutDamagedText(raw) : null;
  const first = readable ? await readParts(readable) : whole;
  const email = (await readOtherwise(first, readable ?? raw)) ?? first;
  const headers = new Map<string, string>();
  for (const { key, value } of email.headers) if (!headers.has(key)) headers.set(key, value);
  if (!['from', 'to', 'subject', 'date', 'message-id'].some((name) => headers.has(name)))
    throw failed('it is no mail: it has no headers');
  const sender = email.from ? (mailboxes([email.from])[0] ?? null) : null;
  const from = (sender && writerBehindList(headers, sender, mailboxes(email.replyTo))) ?? sender;
  const subject = oneLine(email.subject ?? '').slice(0, MAX_SUBJECT_CHARS);
  const bounce = bounceOf(email, headers);
  const kind = bounce ? 'bounce' : kindOf(headers, from?.address ?? null, subject);
  const date = email.date === undefined ? Number.NaN : Date.parse(email.date);
  const text = cleanText(await textOfMail(email)) || (readable ? UNREADABLE_TEXT : '');
  const follows = [...idsIn(email.inReplyTo), ...idsIn(email.references).toReversed()];
  return {
    messageId: idsIn(email.messageId)[0] ?? (await idOf(email)),
    follows: [...new Set(follows)].slice(0, MAX_FOLLOWED),
    from,
    to: mailboxes(email.to),
    cc: mailboxes(email.cc),
    subject,
    text,
    date: Number.isNaN(date) ? null : new Date(date).toISOString(),
    kind,
    group: groupOf(headers, kind),
    bounce,
    files: bounce ? [] : filesOf(email),
  };
}

function requireFewLines(raw: Uint8Array): void {
  let lines = 0;
  for (let at = raw.indexOf(10); at >= 0; at = raw.indexOf(10, at + 1))
    if (++lines > MAX_LINES) throw failed(`it has more than ${MAX_LINES} lines`);
}

async function readParts(raw: Uint8Array): Promise<Email> {
  const parser = await loadParser();
  try {
    return await parser.parse(raw, { maxNestingDepth: MAX_DEPTH, maxHeadersSize: MAX_HEADER_BYTES });
  } catch (error) {
    if (isCrmError(error)) throw error;
    throw failed(`it cannot be read: ${(error as Error).message.replace(/\.$/, '')}`);
  }
}

/** A method of the parser that its types leave out: it gets each text of a mail, also of one within a mail. */
interface TextCollector {
  addTextEntry(part: unknown, type: string, entry: { type: string; value: unknown }): void;
}

let hasEndedHtml = false;

/** The parser, for which HTML ends with a whole tag: it would go through an unfinished link again for each of its words. */
async function loadParser() {
  const { default: PostalMime } = await import('postal-mime');
  const collector = PostalMime.prototype as unknown as TextCollector;
  if (hasEndedHtml) return PostalMime;
  hasEndedHtml = true;
  const add = collector.addTextEntry;
  collector.addTextEntry = function (part, type, { type: kind, value }) {
    const isHtml = type === 'html' && typeof value === 'string';
    add.call(this, part, type, { type: kind, value: isHtml ? endedHtml(value) : value });
  };
  return PostalMime;
}

/** The beginning of HTML, in which no link is left unfinished. */
function endedHtml(html: string): string {
  const kept = html.slice(0, MAX_HTML_CHARS);
  const end = kept.lastIndexOf('>') + 1;
  return kept.slice(0, end) + kept.slice(end).replace(/<a\b/gi, '');
}

const NOT_ASCII = /[^\t\n\r -~]/;

/** What stands for bytes that are no text. */
const UNREADABLE = '\ufffd';

/** Charsets in which not every byte is text, so that a lie shows, each with what texts that name it are as a rule. */
const LIES: readonly (readonly [declared: RegExp, actual: readonly string[]])[] = [
  // What says that it is UTF-8 and is not, was written on Windows. What is UTF-8 is read as such all the same.
  [/(charset\s*=\s*["']?)utf-?8/gi, ['windows-1252']],
  [/(charset\s*=\s*["']?)iso-2022-jp[\w-]*/gi, ['euc-jp', 'shift_jis', 'windows-1252']],
];

/** Charsets of the East: as good as nothing that is written in them is UTF-8 too. */
const EASTERN =
  /(charset\s*=\s*["']?)(?:iso-2022-\w+|shift[_-]?jis|sjis|euc-(?:jp|kr)|gbk|gb2312|gb18030|big5[\w-]*)/gi;

/** The mail with what it is written in, where that shows. */
function named(raw: Uint8Array): Uint8Array {
  const mail = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  if (isAscii(mail) || !isUtf8(mail)) return raw;
  const text = mail.toString('latin1');
  return text.search(EASTERN) < 0 ? raw : Buffer.from(text.replace(EASTERN, '$1utf-8'), 'latin1');
}

/** A mail whose charset lies, read in the first one in which all of it is text; null where it does not lie. */
async function readOtherwise({ text, html }: Email, raw: Uint8Array): Promise<Email | null> {
  if (!(text ?? html ?? '').includes(UNREADABLE)) return null;
  const mail = Buffer.from(raw).toString('latin1');
  let last: Email | null = null;
  for (const [declared, actual] of LIES)
    for (const charset of mail.search(declared) < 0 ? [] : actual) {
      last = await readParts(Buffer.from(mail.replace(declared, `$1${charset}`), 'latin1'));
      if (!(last.text ?? last.html ?? '').includes(UNREADABLE)) return last;
    }
  return last;
}

/** The text of a mail, else that of its HTML. */
async function textOfMail({ text, html }: Email): Promise<string> {
  const isBlank = text === undefined || text.trim() === '';
  return isBlank && html !== undefined ? htmlText(readableHtml(html)) : (text ?? '');
}

/** The text of HTML. The parser makes it where a mail has both, so it gets one that does. */
async function htmlText(html: string): Promise<string> {
  const type = (name: string) =>
    `Content-Type: ${name}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  const head = 'Content-Type: multipart/mixed; boundary=part\r\n\r\n--part\r\n';
  const body = `${type('text/plain')}\r\n--part\r\n${type('text/html')}${Buffer.from(html).toString('base64')}\r\n--part--\r\n`;
  return (await readParts(Buffer.from(head + body))).text ?? '';
}

function mailboxes(addresses: readonly Address[] = []): MailAddress[] {
  const all = addresses.flatMap((each): readonly Mailbox[] => (each.group ? each.group : [each]));
  return all
    .map(({ name, address }) => ({
      name: headerName(name).slice(0, MAX_NAME_CHARS),
      address: address.trim(),
    }))
    .filter(({ address }) => isEmail(address))
    .slice(0, MAX_ADDRESSES);
}

/** Message-IDs of a header, without brackets. */
function idsIn(header = ''): string[] {
  const inBrackets = [...header.matchAll(/<([^<>\s]{1,500})>/g)].map(([, id = '']) => id);
  if (inBrackets.length > 0) return inBrackets;
  return header.split(/\s+/).filter((word) => /^[^\s@]{1,250}@[^\s@]{1,250}$/.test(word));
}

/** What stands for the Message-ID that a mail lacks: the same for equal mails. */
async function idOf({ from, date, subject, text, html }: Email): Promise<string> {
  const { createHash } = await import('node:crypto');
  const facts = [from?.address, date, subject, text ?? html].map((fact) => fact ?? '').join('\n');
  return `${createHash('sha256').update(facts).digest('hex').slice(0, 40)}@no-message-id.invalid`;
}

const oneLine = (text: string) => cleanText(text).replace(/\s+/g, ' ').trim();

function cleanText(text: string): string {
  const short = text.length > MAX_TEXT_CHARS ? `${text.slice(0, MAX_TEXT_CHARS)}\n[…]` : text;
  return withoutWrongCharset(short.replace(/\r\n?/g, '\n'))
    .replace(HIDDEN(), '')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim();
}

/** What windows-1252 has for the bytes 0x80 to 0x9f. */
const UPPER = lazy(() => {
  const decoder = new TextDecoder('windows-1252');
  return new Map(Array.from({ length: 128 }, (_, at) => [decoder.decode(Uint8Array.of(at + 128)), at + 128]));
});

/** Text in UTF-8 that was sent as Latin-1: `MÃ¼ller`. */
const MISREAD = /[ÂÃâ][\u0080-\u00bf\u2018-\u203a€ŒœŠšŽžŸˆ˜™‚ƒ„…†‡‰]/;

function withoutWrongCharset(text: string): string {
  if (!MISREAD.test(text)) return text;
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const byte = code < 128 ? code : UPPER().get(character);
    if (byte === undefined) return text;
    bytes.push(byte);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return text;
  }
}

/** What a report says of a mail that did not arrive; null for any other mail. */
function bounceOf(email: Email, headers: ReadonlyMap<string, string>): BounceReport | null {
  const isReport = /^multipart\/report\b/i.test(headers.get('content-type') ?? '');
  const parts = isReport ? email.attachments : [];
  const status = parts.find(({ mimeType }) => /^message\/(?:global-)?delivery-status$/.test(mimeType));
  if (!status) return null;
  const original = parts.find(({ mimeType }) =>
    /^(?:message\/rfc822|text\/rfc822-headers|message\/global)/.test(mimeType),
  );
  const head = original ? textOf(original.content).split(/\r?\n\r?\n/, 1)[0] : '';
  const id = /^message-id:\s*(<[^<>\s]+>)/im.exec(head ?? '')?.[1];
  return {
    addresses: readBounce(textOf(status.content))
      .filter(({ address }) => isEmail(address))
      .slice(0, MAX_ADDRESSES),
    messageId: idsIn(id)[0] ?? null,
  };
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

/** Files that somebody attached; pictures of the layout are none. */
function filesOf({ attachments }: Email): MailFilePart[] {
  return attachments
    .filter(({ related, mimeType }) => !(related && mimeType.startsWith('image/')))
    .map(({ filename, mimeType, content }) => ({
      name: cleanFileName(filename ?? usualName(mimeType)),
      bytes: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
    }));
}

function usualName(mimeType: string): string {
  if (mimeType === 'text/calendar') return 'invitation.ics';
  if (mimeType === 'message/rfc822') return 'message.eml';
  return `file.${mimeType.split('/')[1]?.replace(/[^a-z\d]/g, '') || 'bin'}`;
}
