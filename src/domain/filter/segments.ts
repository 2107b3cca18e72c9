import type { Field, Noun } from '../field.ts';
import { tokenAt } from './tokens.ts';

/** The segments that a record is in: what `segment = warm` compares. */
interface SegmentsField extends Field {
  readonly segmentsOf: Noun;
}

/** Segments named by one filter, those named by others among them: more than any real filter has. */
export const MAX_SEGMENTS = 200;

/** `segment:warm`, `account.segment:key`, in a filter; the second part is blank where a quoted name follows. */
export const SEGMENT_WORD = /^((?:[a-z_]\w*\.)*)segments?:(.*)$/is;

/** The name of the segments of a record, by itself or behind a path. */
export const SEGMENTS = /^segments?$/i;

/** What stands for the segments of records of a noun. */
export function segmentsField(noun: Noun): SegmentsField {
  return {
    name: 'segments',
    type: 'list',
    label: 'Segments',
    access: 'computed',
    help: 'saved filters that it matches, and lists that it is in',
    segmentsOf: noun,
  };
}

/** The noun whose segments a field stands for; undefined for any other field. */
export function segmentsOf(field: Field): Noun | undefined {
  return (field as Partial<SegmentsField>).segmentsOf;
}

/** The segments that an expression names, as they are written, without reading the expression. */
export function segmentsNamed(text: string): string[] {
  const named: string[] = [];
  try {
    for (let token = tokenAt(text, 0); token.type !== 'end'; token = tokenAt(text, token.end)) {
      if (token.type !== 'word') continue;
      const [, , name] = SEGMENT_WORD.exec(token.text) ?? [];
      if (name) named.push(name);
      else if (name === '') named.push(tokenAt(text, token.end).text);
      else if (/(?:^|\.)segments?$/i.test(token.text)) named.push(...comparedNames(text, token.end));
    }
  } catch {
    // What follows is no expression.
  }
  return named;
}

/** The names behind `segment`: of `= warm`, `has warm`, `not in (warm, hot)`. */
function comparedNames(text: string, from: number): string[] {
  let token = tokenAt(text, from);
  const next = () => {
    token = tokenAt(text, token.end);
    return token;
  };
  const word = token.text.toLowerCase();
  if (word === '=' || word === '!=' || word === 'has') return [next().text];
  if (word !== 'in' && (word !== 'not' || next().text.toLowerCase() !== 'in')) return [];
  const names: string[] = [];
  do {
    next();
    names.push(next().text);
  } while (tokenAt(text, token.end).type === ',');
  return names;
}
