import type { PersonNoun } from './field.ts';

/** A person or user, by number. */
export interface AttendeeRef {
  readonly noun: PersonNoun | 'user';
  readonly id: number;
}

/** What one of the attendees may be known by. */
export interface AttendeeKeys {
  /** Its number, where it was written with that: `contact:7`. */
  readonly ref: AttendeeRef | null;
  /** E-mail addresses and names. */
  readonly texts: readonly string[];
}

/** The attendees that a text names. Each is given in the ways in which it may be meant, the likeliest first: `Lee, Ann` is one or two. */
export function readAttendees(text: string): readonly (readonly AttendeeKeys[])[][] {
  return text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const whole = keysOf(part);
      const pieces = part.split(',').map((piece) => piece.trim());
      if (whole.ref || pieces.length < 2 || pieces.includes('')) return [[whole]];
      const [last, first] = pieces;
      const turned = pieces.length === 2 ? [[keysOf(`${first} ${last}`)]] : [];
      return [[whole], ...turned, pieces.map(keysOf)];
    });
}

const REFERENCE = /^(?:.*\()?(contact|lead|user):(\d{1,15})\)?$/s;

function keysOf(text: string): AttendeeKeys {
  const [, noun, id] = REFERENCE.exec(text) ?? [];
  if (noun !== undefined) return { ref: { noun: noun as AttendeeRef['noun'], id: Number(id) }, texts: [] };
  const address = /[^\s<>"(),:]+@[^\s<>"(),:]+/.exec(text)?.[0];
  const name = text
    .replace(/\s*[(<[].*$/s, '')
    .replace(/^"(.*)"$/, '$1')
    .trim();
  const texts = [address, name, text].filter((each) => each !== undefined && each !== '');
  return { ref: null, texts: [...new Set(texts as string[])] };
}
