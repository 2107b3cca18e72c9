import type { Row, Value } from '../../domain/field.ts';
import { splitName, withoutSalutation } from '../../domain/person-name.ts';
import type { RawRow } from '../sql.ts';

/** Splits a full name, and what a person is addressed with before the first name, where other programs have one field; names of companies or addresses are not split. */
export function nameInParts(given: Row): void {
  const { name, first_name: first } = given;
  if (typeof first === 'string') {
    const [apart, rest] = withoutSalutation(first.trim());
    if (apart.salutation !== undefined) {
      given.first_name = rest;
      given.salutation ??= apart.salutation;
    }
  }
  const isNamed = given.first_name !== undefined || given.last_name !== undefined;
  if (name === undefined) return;
  if (typeof name !== 'string' || isNamed || [given.company, given.email, given.phone].includes(name)) {
    delete given.name;
    return;
  }
  const { first_name, last_name, salutation } = splitName(name);
  given.last_name = last_name;
  if (first_name !== null) given.first_name = first_name;
  if (salutation !== undefined) given.salutation ??= salutation;
}

/** A full name replaces both parts; a single word that equals one of them changes nothing. */
export function replaceName(values: Record<string, Value>, before: RawRow): void {
  const { first_name, last_name } = values;
  if (first_name !== undefined || typeof last_name !== 'string') return;
  if (before.first_name === last_name || before.last_name === last_name) delete values.last_name;
  else values.first_name = null;
}

/** What stands between the names of an account and of its parent. */
const PATH_SEPARATOR = /\s+:\s+/;

/**
 * What else an account can be called that NetSuite names with the accounts above it and with the numbers of all of them,
 * `1363 Acme : 1364 West`: the surest first.
 */
export function shorterNames(text: string): string[] {
  const last = text.split(PATH_SEPARATOR).at(-1) ?? text;
  const names = [last, withoutNumber(text), withoutNumber(last)];
  return [...new Set(names)].filter((name) => name !== text && name !== '');
}

/** The names of the account above it, if the text has one. */
export function namesOfParent(text: string): string[] {
  const parts = text.split(PATH_SEPARATOR);
  const parent = parts.at(-2);
  return parent === undefined ? [] : [parent, withoutNumber(parent)];
}

const withoutNumber = (name: string) => name.replace(/^\d+\s+(?=\S)/, '');
