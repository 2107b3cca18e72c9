import { usage } from '../domain/errors.ts';
import { detectBinary } from './binary.ts';
import { peek } from './peek.ts';
import { assertSingleEncoding } from './single-encoding.ts';
import { decodeUtf8, isUtf8Start } from './utf8.ts';

const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
/** The encodings a table may come in. */
export type Encoding = (typeof ENCODINGS)[number];

/** Other names of the same, as people and programs write them. ISO 8859-1 is a part of Windows-1252. */
const ALIASES: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  windows1252: 'windows-1252',
  cp1252: 'windows-1252',
  latin1: 'windows-1252',
  iso88591: 'windows-1252',
  ansi: 'windows-1252',
};

/** How much is looked at before the encoding is decided. */
const SAMPLE_BYTES = 65_536;

/** Byte order marks of UTF-8 and UTF-16. */
const MARKS: readonly (readonly number[])[] = [
  [0xef, 0xbb, 0xbf],
  [0xff, 0xfe],
  [0xfe, 0xff],
];

interface Decoded {
  readonly encoding: Encoding;
  /** Whether it begins with a byte order mark. */
  readonly marked: boolean;
  /** The text without its byte order mark, in pieces as the bytes arrive. */
  readonly text: AsyncIterable<string>;
}

interface DecodeOptions {
  /** What the user says it is; detected when missing. */
  readonly encoding?: string | undefined;
  /** What errors call the input. */
  readonly name?: string | undefined;
}

/**
 * Turns bytes into text: by the byte order mark, else by the NULs that UTF-16 has in Latin text, else UTF-8 when
 * the first 64 KB are, else Windows-1252. Throws a usage error on an empty input, on a binary format, and (while
 * the text is read) on bytes that do not fit the encoding.
 */
export async function decode(
  bytes: AsyncIterable<Uint8Array>,
  options: DecodeOptions = {},
): Promise<Decoded> {
  const name = options.name ?? 'the input';
  const { head, all } = await peek(bytes, SAMPLE_BYTES, (chunk) => chunk.length);
  const sample = Buffer.concat(head).subarray(0, SAMPLE_BYTES);
  if (sample.length === 0) throw usage(`${name} is empty`);
  const refusal = detectBinary(sample, name);
  if (refusal) throw refusal;
  const encoding = options.encoding === undefined ? detect(sample, name) : named(options.encoding);
  const decoded = encoding === 'utf-8' ? decodeUtf8(all, name) : decodeOther(all, encoding, name);
  const isGuess = encoding === 'windows-1252' && options.encoding === undefined;
  const text = isGuess ? assertSingleEncoding(decoded, name) : decoded;
  return { encoding, marked: MARKS.some((mark) => mark.every((byte, at) => sample[at] === byte)), text };
}

function named(text: string): Encoding {
  const encoding = ALIASES[text.toLowerCase().replace(/[-_ ]/g, '')];
  if (encoding) return encoding;
  throw usage(`unknown encoding "${text}"`, `Known are ${ENCODINGS.join(', ')}`);
}

function detect(sample: Uint8Array, name: string): Encoding {
  const [first, second] = sample;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const wide = utf16WithoutMark(sample);
  if (wide) return wide;
  if (isUtf8Start(sample)) return 'utf-8';
  if (sample.includes(0)) throw usage(`${name} is not a text file`, 'Export it as CSV, JSON or JSONL');
  return 'windows-1252';
}

/** In UTF-16 every Latin letter, separator and line end has a NUL on one side, and next to none on the other. */
function utf16WithoutMark(sample: Uint8Array): Encoding | null {
  if (!sample.includes(0)) return null;
  const pairs = sample.length >> 1;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < pairs * 2; index += 2) {
    if (sample[index] === 0) even++;
    if (sample[index + 1] === 0) odd++;
  }
  if (odd > pairs * 0.2 && even < pairs * 0.02) return 'utf-16le';
  if (even > pairs * 0.2 && odd < pairs * 0.02) return 'utf-16be';
  return null;
}

async function* decodeOther(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  name: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const read = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (error) {
      throw notIn(encoding, name, error);
    }
  };
  for await (const chunk of chunks) {
    const text = read(chunk);
    if (text !== '') yield text;
  }
  const rest = read();
  if (rest !== '') yield rest;
}

function notIn(encoding: Encoding, name: string, error: unknown): unknown {
  if (!(error instanceof TypeError)) return error;
  return usage(`${name} is not valid ${encoding}`, `Say what it is with --encoding: ${ENCODINGS.join(', ')}`);
}
