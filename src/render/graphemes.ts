import { lazy } from '../domain/lazy.ts';
import { PLAIN_CHARACTERS } from './plain-text.ts';

/** What is seen as one character, and where it begins. */
interface Glyph {
  readonly segment: string;
  readonly index: number;
}

/** Every code unit is a glyph of its own; only a carriage return may join with what follows. */
const UNITS = new RegExp(String.raw`^[\0-\x0c\x0e-\x1f\x7f-\x9f${PLAIN_CHARACTERS}]*$`);

/** It takes 10 ms to make: it reads tables of all scripts. */
const segmenter = lazy(() => new Intl.Segmenter());

/** In place of an `Intl.Segmenter` for what is seen as one character; quick where that is one code unit each. */
export class Graphemes {
  segment(text: string): Iterable<Glyph> & { containing(at?: number): Glyph | undefined } {
    return UNITS.test(text) ? new Units(text) : segmenter().segment(text);
  }
}

class Units implements Iterable<Glyph> {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  *[Symbol.iterator](): Iterator<Glyph> {
    for (let index = 0; index < this.#text.length; index++) yield this.#at(index);
  }

  containing(at = 0): Glyph | undefined {
    return at >= 0 && at < this.#text.length ? this.#at(at) : undefined;
  }

  #at(index: number): Glyph {
    return { segment: this.#text.charAt(index), index };
  }
}
