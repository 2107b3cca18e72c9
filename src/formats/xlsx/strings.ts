import type { XmlReader } from './xml.ts';

const ESCAPE = /_x([\da-f]{4})_/gi;

/** Puts the characters in place of `_x000D_`, with which workbooks write what XML cannot hold. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(ESCAPE, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The text of a cell as it is imported: without spaces around it. */
export function cleanText(text: string): string {
  return unescapeText(text).trim();
}

/** The text of a cell or shared string: all its runs, without phonetic ones. */
export class RichText {
  text = '';
  #isPhonetic = false;
  #isOpen = false;

  start(): void {
    this.text = '';
  }

  open(name: string): void {
    if (name === 'rPh') this.#isPhonetic = true;
    else if (name === 't') this.#isOpen = !this.#isPhonetic;
  }

  close(name: string): void {
    if (name === 'rPh') this.#isPhonetic = false;
    else if (name === 't') this.#isOpen = false;
  }

  add(text: string): void {
    if (this.#isOpen) this.text += text;
  }
}

/** Reads the texts that cells share, which they name by number. */
export class SharedStringsReader implements XmlReader {
  readonly strings: string[] = [];
  readonly #current = new RichText();

  open(name: string): void {
    if (name === 'si') this.#current.start();
    else this.#current.open(name);
  }

  close(name: string): void {
    if (name === 'si') this.strings.push(cleanText(this.#current.text));
    else this.#current.close(name);
  }

  text(text: string): void {
    this.#current.add(text);
  }
}
