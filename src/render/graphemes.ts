import { lazy } from '../domain/lazy.ts';
import { PLAIN_CHARACTERS } from './plain-text.ts';

/** A user-perceived character and its position. */
interface Glyph {
  readonly segment: string;
  readonly index: number;
}

/** Text with one glyph per code unit; only a carriage return may join with the next character. */
const ONE_UNIT_EACH = new RegExp(String.raw`^[\0-\x0c\x0e-\x1f\x7f-\x9f${PLAIN_CHARACTERS}]*$`);

/** Creating it takes 10 ms: it loads tables of all scripts. */
const segmenter = lazy(() => new Intl.Segmenter());

/** Replaces `Intl.Segmenter` for graphemes; fast for text with one code unit per grapheme. */
export class Graphemes {
  segment(text: string): Iterable<Glyph> & { containing(at?: number): Glyph | undefined } {
    return ONE_UNIT_EACH.test(text) ? new Units(text) : segmenter().segment(text);
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
