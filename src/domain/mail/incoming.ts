import { isEmail } from '../email.ts';
import type { MailAddress } from './address.ts';
import { isAutomaticSubject } from './automatic.ts';

/** A larger mail is not read. */
export const MAX_MAIL_BYTES = 100_000_000;

/**
 * What a mail is by its headers: written by a person, or by a program. `posted` has the marks of a list alone, which newsletters
 * set, and groups and programs that send mail on those of people too: only what it answers, or whose group it is, tells.
 */
export type MailKind = 'person' | 'posted' | 'list' | 'auto-reply' | 'bounce';

/** An address that mail did not reach. */
export interface BouncedAddress {
  readonly address: string;
  /** Whether it will not be reached later either. */
  readonly isFinal: boolean;
  /** What the server said. */
  readonly problem: string;
}

/** Another program's report that a mail did not arrive. */
export interface BounceReport {
  readonly addresses: readonly BouncedAddress[];
  /** The Message-ID of the mail that did not arrive; null if the report does not say. */
  readonly messageId: string | null;
}

/** A file of a mail. */
export interface MailFilePart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A mail as it came, read; its texts have no control characters. */
export interface IncomingMail {
  /** Without brackets; made of its contents if it has none. */
  readonly messageId: string;
  /** Message-IDs of the mails that it follows, the nearest first. */
  readonly follows: readonly string[];
  /** Null if there is no address in it. */
  readonly from: MailAddress | null;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  /** Its text, or that of its HTML. */
  readonly text: string;
  /** When it was written, UTC ISO 8601; null if it does not say. */
  readonly date: string | null;
  readonly kind: MailKind;
  /** What a group that it was posted to calls itself: `sales.x.test` for sales@x.test; null for none, or a newsletter. */
  readonly group: string | null;
  readonly bounce: BounceReport | null;
  readonly files: readonly MailFilePart[];
}

/** Headers by name in small letters; of several, the first. */
export type MailHeaders = ReadonlyMap<string, string>;

/** Addresses that no person writes from. */
const NOBODY =
  /^(?:no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?|notifications?)(?:[+-].*)?@/i;

/** What wrote a mail that is no report of a bounce. */
export function kindOf(headers: MailHeaders, from: string | null, subject: string): MailKind {
  const isListed =
    headers.has('list-id') || headers.has('list-unsubscribe') || precedenceOf(headers) === 'list';
  const isAutomatic = isOfProgram(headers, from, subject);
  if (!isListed) return isAutomatic ? 'auto-reply' : 'person';
  // Programs that send to lists, and those that confirm what came, often say no more than that nobody is to answer.
  const isDigest = /^\s*multipart\/digest\b/i.test(headers.get('content-type') ?? '');
  return isAutomatic || isDigest || headers.has('x-auto-response-suppress') ? 'list' : 'posted';
}

/** The name of the group that a mail of a kind was posted to; null for one with the mark of programs that send newsletters. */
export function groupOf(headers: MailHeaders, kind: MailKind): string | null {
  return kind === 'posted' && !headers.has('feedback-id') ? listIdOf(headers) : null;
}

const listIdOf = (headers: MailHeaders): string | null =>
  /<([^<>]*)>/
    .exec(headers.get('list-id') ?? '')?.[1]
    ?.trim()
    .toLowerCase() ?? null;

const precedenceOf = (headers: MailHeaders) => headers.get('precedence')?.trim().toLowerCase();

function isOfProgram(headers: MailHeaders, from: string | null, subject: string): boolean {
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase();
  return (
    (submitted !== undefined && !/^no\b/.test(submitted)) ||
    ['x-autoreply', 'x-autorespond', 'x-auto-reply', 'x-autoresponder'].some((name) => headers.has(name)) ||
    /^(?:bulk|junk|auto_reply)$/.test(precedenceOf(headers) ?? '') ||
    headers.get('return-path')?.trim() === '<>' ||
    isAutomaticSubject(subject) ||
    (from !== null && NOBODY.test(from))
  );
}

/**
 * Who wrote a mail that a group sends on as its own, as servers take no other: `'Jane Doe' via Sales <sales@x.test>`. Null
 * where it is from who it says, or does not tell.
 */
export function writerBehindList(
  headers: MailHeaders,
  from: MailAddress,
  replyTo: readonly MailAddress[],
): MailAddress | null {
  const own = from.address.toLowerCase();
  if (listIdOf(headers) !== own.replace('@', '.')) return null;
  const named = ['x-original-sender', 'x-original-from']
    .map((name) => /[^\s<>]+@[^\s<>]+(?=>?\s*$)/.exec((headers.get(name) ?? '').slice(0, 500))?.[0] ?? '')
    .filter(isEmail);
  const address = [...named, ...replyTo.map((each) => each.address)].find(
    (each) => each.toLowerCase() !== own,
  );
  const name = /^'?(.*?)'?\s+via\s/i.exec(from.name)?.[1] ?? '';
  return address === undefined ? null : { name, address };
}

/** Reads the parts of a report of a bounce (RFC 3464): what it says of each address. */
export function readBounce(status: string): BouncedAddress[] {
  const found: BouncedAddress[] = [];
  for (const block of status.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    const fields = new Map<string, string>();
    for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
      const at = line.indexOf(':');
      if (at > 0) fields.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
    }
    const recipient = fields.get('original-recipient') ?? fields.get('final-recipient');
    const address = /^(?:rfc822|utf-8)\s*;\s*<?([^<>\s]+)>?/i.exec(recipient ?? '')?.[1];
    if (address === undefined || fields.get('action')?.toLowerCase() !== 'failed') continue;
    const code = fields.get('status') ?? '';
    const said = fields.get('diagnostic-code')?.replace(/^smtp\s*;\s*/i, '') ?? '';
    found.push({ address, isFinal: code.startsWith('5'), problem: (said || code).slice(0, 300) });
  }
  return found;
}

/** Where an answer quotes what it answers. */
const QUOTE_STARTS: readonly RegExp[] = [
  /^-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original)\s*-{2,}\s*$/im,
  /^_{10,}[^\S\n]*\n\s*(?:from|von|de)\s*:/im,
  /^(?:from|von|de)\s*:.*\n(?:.*\n){0,3}?(?:to|an|à|para|subject|betreff|objet|asunto)\s*:/im,
  /^(?:on|am|le|el|il|op)\b[^\n]{0,200}(?:\n[^\n]{0,200})?(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef)\s*[^\n]{0,100}:\s*$/im,
];

/** What an answer says itself, without the mail that it quotes below. */
export function ownText(text: string): string {
  let end = text.length;
  for (const start of QUOTE_STARTS) {
    const at = text.search(start);
    if (at > 0) end = Math.min(end, at);
  }
  const lines = text.slice(0, end).trimEnd().split('\n');
  while (lines.length > 1 && /^\s*(?:>|$)/.test(lines.at(-1) as string)) lines.pop();
  const own = lines.join('\n').trim();
  return own === '' ? text.trim() : own;
}

/** Whether somebody asks by mail for no more mails. */
export function wantsNoMail({ subject, text }: Pick<IncomingMail, 'subject' | 'text'>): boolean {
  const first = text.trim().split('\n', 1)[0] ?? '';
  return [subject, first].some((line) =>
    /^\s*(?:re:\s*)?(?:please\s+)?unsubscribe(?:\s+me)?[.!\s]*$/i.test(line),
  );
}

/** The number of the case that a subject names: `Re: [case 12] Meter broken`. */
export function caseOfSubject(subject: string): number | null {
  const digits = /\[case (\d{1,9})\]/i.exec(subject)?.[1];
  return digits === undefined ? null : Number(digits);
}
