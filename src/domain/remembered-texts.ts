/** How many texts are remembered at most. A power of two. */
const PLACES = 1024;
/** A place for a text follows from so many of its letters. */
const LETTERS_SAMPLED = 8;

/**
 * What follows from a text, remembered for the last ones, each in a place of its own. A map would keep all as unique
 * strings, which takes longer.
 */
export class RememberedTexts<T> {
  readonly #compute: (text: string) => T;
  readonly #texts: (string | null)[] = new Array(PLACES).fill(null);
  readonly #results: (T | null)[] = new Array(PLACES).fill(null);

  constructor(compute: (text: string) => T) {
    this.#compute = compute;
  }

  of(text: string): T {
    let place = text.length;
    const step = Math.ceil(text.length / LETTERS_SAMPLED);
    for (let at = text.length - 1; at >= 0; at -= step) place = (place * 31 + text.charCodeAt(at)) | 0;
    place &= PLACES - 1;
    if (this.#texts[place] !== text) {
      this.#results[place] = this.#compute(text);
      this.#texts[place] = text;
    }
    return this.#results[place] as T;
  }
}
