import { isEmail } from '../email.ts';
import { usage } from '../errors.ts';
import { lazy } from '../lazy.ts';

/** Somebody to write to. */
export interface MailAddress {
  /** Empty for none. */
  readonly name: string;
  readonly address: string;
}

/** What would end a header or a quoted name, or look like another address. */
const UNFIT = lazy(() => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"\\<>]+/gu);

/** A name as it may stand in a header: in one line. */
export function headerName(name: string): string {
  return name.replace(UNFIT(), ' ').replace(/\s+/g, ' ').trim();
}

/** Reads `Ann Lee <ann@x.test>` or `ann@x.test`. Throws `usage`. */
export function readAddress(text: string): MailAddress {
  const [, name = '', inner] = /^\s*(.*?)\s*<([^<>]*)>\s*$/s.exec(text) ?? [];
  const address = (inner ?? text).trim();
  if (!isEmail(address) || /[\r\n\0]/.test(text))
    throw usage(
      `"${text.trim()}" is not an e-mail address`,
      'Write it as ann@example.com or "Ann Lee <ann@example.com>".',
    );
  return { name: headerName(name.replace(/^["']|["']$/g, '')), address };
}

/** Reads addresses with commas or semicolons between them. */
export function readAddresses(text: string): MailAddress[] {
  return text
    .split(/[,;](?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .filter((part) => part.trim() !== '')
    .map(readAddress);
}

/** `Ann Lee <ann@x.test>`, as `readAddress` reads it. */
export function addressText({ name, address }: MailAddress): string {
  return name === '' ? address : `"${headerName(name)}" <${address}>`;
}

/** The same for people, one or several with commas between them, without quotes. */
export function addressLabel(text: string): string {
  return text.replace(/(^|, )"([^"]*)"(?= <)/g, '$1$2');
}

/** The part behind the @, in small letters. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** The subject of an answer: `Re:` stands there once. */
export function replySubject(subject: string): string {
  return `Re: ${subject.replace(/^(?:\s*(?:re|aw|sv|antw)\s*:)+\s*/i, '')}`;
}
