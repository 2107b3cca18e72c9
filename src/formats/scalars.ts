import { isEmail } from '../domain/email.ts';
import { usage } from '../domain/errors.ts';
import { choiceMeant, type Field } from '../domain/field.ts';
import { websiteHost } from '../domain/matching.ts';
import { picklistKey } from '../domain/picklists.ts';
import { findNearest } from '../domain/suggest.ts';
import { headerKey } from './field-names.ts';

const YES = new Set(['true', 'yes', 'y', '1', 'x', 'on', 't', '✓', '✔', '☑', '✅']);
const NO = new Set(['false', 'no', 'n', '0', 'off', 'f', '✗', '✘', '☐', '⬜', '❌']);

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d*)?)(?:e[-+]?\d{1,2})?\s*%?$/i;

/** `true`, `yes`, `y`, `1`, `x`, `on` and their opposites. Throws a usage error. */
export function readBool(text: string): boolean {
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw usage(`cannot read "${text}" as yes or no`);
}

/** Above this, numbers lose precision. */
const MAX_NUMBER = 1e15;

/** `1234.5`, `1,234.5`, `75%` (as 75). Throws a usage error. */
export function readNumber(text: string): number {
  const number = NUMBER.test(text) ? Number(text.replace(/[,%\s]/g, '')) : Number.NaN;
  if (!Number.isFinite(number)) throw usage(`cannot read "${text}" as a number`);
  if (Math.abs(number) > MAX_NUMBER) throw usage(`"${text}" is too large`, 'Numbers have at most 15 digits.');
  return number;
}

/** Like `readNumber`, for whole numbers. */
export function readInteger(text: string): number {
  const number = readNumber(text);
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number;
  throw usage(`"${text}" is not a whole number`);
}

/** The matching choice, ignoring case and separators: `Not Contacted` is `not-contacted`. Throws with the nearest. */
export function readChoice(text: string, field: Field): string {
  const { choices, formerChoices, takesNew } = field;
  if (choices === undefined) return text;
  const key = headerKey(text);
  const choice = choices.find((known) => known === text) ?? choices.find((known) => headerKey(known) === key);
  if (choice !== undefined) return choice;
  const current = formerChoices?.get(picklistKey(text)) ?? choiceMeant(field, text);
  if (current !== undefined) return current;
  if (takesNew) return text;
  const near = findNearest(text, choices);
  throw usage(
    `"${text}" is not one of ${choices.join(', ')}`,
    ...(near.length > 0 ? [`Did you mean ${near.join(', ')}?`] : []),
  );
}

/**
 * An address with its domain in lower case; also reads `Jane <jane@acme.com>` and `mailto:`. Throws a usage error.
 */
export function readEmail(text: string): string {
  const inBrackets = text.includes('<') ? /^[^<>]*<([^<>]+)>$/.exec(text)?.[1] : undefined;
  const address = (inBrackets ?? text).trim().replace(/^mailto:/i, '');
  if (!isEmail(address)) throw usage(`cannot read "${text}" as an e-mail address`);
  const at = address.indexOf('@');
  return address.slice(0, at) + address.slice(at).toLowerCase();
}

/** A web address as typed, if it has a host. Throws a usage error. */
export function readUrl(text: string): string {
  if (websiteHost(text) !== null && !/\s/.test(text)) return text;
  throw usage(`cannot read "${text}" as a web address`);
}
