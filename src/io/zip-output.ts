import type { Zip, ZipDeflate } from 'fflate';
import type { OutputFile } from './output-file.ts';
import type { Output } from './types.ts';

/** Text compressed before it is collected. */
const PIECE_CHARS = 64 * 1024;

/** An output whose text becomes a file of a zip archive, compressed as it is written. */
export class ZipOutput implements Output {
  readonly isTTY = false;
  readonly columns = 80;
  readonly depth = 'plain';
  readonly #file: OutputFile;
  readonly #zip: Zip;
  readonly #entry: ZipDeflate;
  readonly #encoder = new TextEncoder();
  #text = '';
  #bytes: Uint8Array[] = [];
  #error: unknown = null;

  private constructor(
    file: OutputFile,
    { Zip: Archive, ZipDeflate: Entry }: typeof import('fflate'),
    name: string,
  ) {
    this.#file = file;
    this.#zip = new Archive((error, bytes) => {
      this.#error ??= error;
      this.#bytes.push(bytes);
    });
    this.#entry = new Entry(name);
    this.#zip.add(this.#entry);
  }

  /** Opens the file `name` of the archive that `file` gets. */
  static async open(file: OutputFile, name: string): Promise<ZipOutput> {
    return new ZipOutput(file, await import('fflate'), name);
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= PIECE_CHARS) this.#compress(false);
  }

  async drain(): Promise<void> {
    if (this.#error !== null) throw this.#error;
    const bytes = this.#bytes;
    this.#bytes = [];
    for (const piece of bytes) await this.#file.writeBytes(piece);
  }

  /** Ends the file and adds others to the archive. */
  async finish(others: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
    this.#compress(true);
    await this.drain();
    const { ZipDeflate: Entry } = await import('fflate');
    for (const { name, text } of others) {
      const entry = new Entry(name);
      this.#zip.add(entry);
      entry.push(this.#encoder.encode(text), true);
    }
    this.#zip.end();
    await this.drain();
  }

  #compress(isLast: boolean): void {
    this.#entry.push(this.#encoder.encode(this.#text), isLast);
    this.#text = '';
  }
}
