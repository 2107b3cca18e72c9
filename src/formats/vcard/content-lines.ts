import { flattenBatches } from '../batches.ts';
import { splitLines } from '../json-split.ts';
import { decodeQuotedPrintable } from './quoted-printable.ts';

/** A property of a vCard: `item1.TEL;TYPE=cell,pref:+1 415 555 0100`. */
export interface Property {
  /** First line of the property in the file, from 1. */
  readonly line: number;
  /** In capitals, without its group. */
  readonly name: string;
  /** By name in capitals; a name without a value is a type (vCard 2.1). Values in lower case. */
  readonly params: ReadonlyMap<string, readonly string[]>;
  /** As written, with components and escapes. */
  readonly value: string;
}

/** A line that is not a property. */
export interface InvalidLine {
  readonly line: number;
  readonly text: string;
}

/**
 * The properties of a text: joins folded lines (RFC 6350 3.2, RFC 2426 2.6) and decodes quoted-printable values of
 * vCard 2.1, whose lines continue after `=`.
 */
export async function* contentLines(
  text: AsyncIterable<string>,
  name: string,
): AsyncGenerator<Property | InvalidLine> {
  let unfinished: { readonly line: number; readonly parts: string[] } | null = null;
  for await (const { line, text: raw } of flattenBatches(splitLines(text, name))) {
    const content = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const parts: string[] | undefined = unfinished?.parts;
    if (parts && continuesInNextLine(parts)) parts.push(parts.pop()?.slice(0, -1) ?? '', content);
    else if (parts && /^[ \t]/.test(content)) parts.push(content.slice(1));
    else {
      if (unfinished) yield propertyOf(unfinished.line, unfinished.parts.join(''));
      unfinished = { line, parts: [content] };
    }
  }
  if (unfinished) yield propertyOf(unfinished.line, unfinished.parts.join(''));
}

/** Whether a quoted-printable value continues in the next line. */
function continuesInNextLine(parts: readonly string[]): boolean {
  return parts.at(-1)?.endsWith('=') === true && /^[^:]*quoted-printable/i.test(parts[0] ?? '');
}

/** Name with its group, parameters, value; a quoted parameter may contain a colon. */
const PROPERTY = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:[^":;]|"[^"]*")*)*):(.*)$/s;

function propertyOf(line: number, text: string): Property | InvalidLine {
  const [, name, list = '', value = ''] = PROPERTY.exec(text) ?? [];
  if (name === undefined) return { line, text };
  const params = paramsOf(list);
  const encoded = params.get('ENCODING')?.includes('quoted-printable');
  return {
    line,
    name: name.toUpperCase(),
    params,
    value: encoded ? decodeQuotedPrintable(value, params.get('CHARSET')?.[0]) : value,
  };
}

/** vCard 2.1 writes types and encodings without their name. */
const ENCODINGS = new Set(['quoted-printable', 'base64', '8bit', '7bit']);

function paramsOf(list: string): Map<string, string[]> {
  const params = new Map<string, string[]>();
  for (const [param] of list.matchAll(/[^;"]*(?:"[^"]*"[^;"]*)*/g)) {
    if (param === '') continue;
    const at = param.indexOf('=');
    const bare = at === -1 ? param : param.slice(at + 1);
    const values = bare.replaceAll('"', '').toLowerCase().split(',');
    const name =
      at === -1 ? (ENCODINGS.has(values[0] ?? '') ? 'ENCODING' : 'TYPE') : param.slice(0, at).toUpperCase();
    params.set(name, [...(params.get(name) ?? []), ...values]);
  }
  return params;
}

/** Splits at unescaped separators; the parts keep their escapes. */
export function splitUnescaped(value: string, separator: ';' | ','): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < value.length; at++) {
    const character = value[at] as string;
    if (character === '\\' && at + 1 < value.length) part += character + value[++at];
    else if (character === separator) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part];
}

/** Resolves escapes: `\n` is a line break, any other escaped character is itself. */
export function unescapeText(value: string): string {
  return value.replace(/\\(.)/gs, (_, character: string) => (/n/i.test(character) ? '\n' : character)).trim();
}
