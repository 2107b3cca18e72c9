import { usage } from '../domain/errors.ts';
import { detectBinary } from './binary.ts';
import { peek } from './peek.ts';
import { assertSingleEncoding } from './single-encoding.ts';
import { decodeByLine, decodeUtf8, isUtf8Start } from './utf8.ts';

const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
/** Encodings that bytes show. */
export type Encoding = (typeof ENCODINGS)[number];
/** Encodings of a table. `mixed`: each line is UTF-8 or Windows-1252; others have the names that browsers know. */
export type EncodingName = Encoding | 'mixed' | (string & {});

/** What can be given, in errors. */
const NAMES = [...ENCODINGS, 'mixed (each line by itself)', 'macintosh', 'windows-1250', 'shift_jis …'].join(
  ', ',
);

/** Other names of the encodings. ISO 8859-1 is a subset of Windows-1252. */
const ALIASES: Readonly<Record<string, EncodingName>> = {
  utf8: 'utf-8',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  windows1252: 'windows-1252',
  cp1252: 'windows-1252',
  latin1: 'windows-1252',
  iso88591: 'windows-1252',
  ansi: 'windows-1252',
  mixed: 'mixed',
  macroman: 'macintosh',
  cp932: 'shift_jis',
};

/** Bytes read before the encoding is decided. */
const SAMPLE_BYTES = 65_536;

/** Byte order marks of UTF-8 and UTF-16. */
const MARKS: readonly (readonly number[])[] = [
  [0xef, 0xbb, 0xbf],
  [0xff, 0xfe],
  [0xfe, 0xff],
];

interface DecodedText {
  readonly encoding: EncodingName;
  /** Whether its letters told the encoding: nothing in the file says it. */
  readonly isGuess: boolean;
  /** Whether it begins with a byte order mark. */
  readonly marked: boolean;
  /** The text without its byte order mark, in pieces as the bytes arrive. */
  readonly text: AsyncIterable<string>;
  /** Whether it was read only up to the begin of a first object, because more may come late. */
  readonly isObject: boolean;
}

interface DecodeOptions {
  /** The encoding given by the user; detected if missing. */
  readonly encoding?: string | undefined;
  /** Name of the input in errors. */
  readonly name?: string | undefined;
  /** Whether not to wait for more than the first piece if it begins with an object. */
  readonly isLive?: boolean | undefined;
}

/**
 * Decodes bytes: by the byte order mark, else by the NULs of UTF-16, else as UTF-8 if the first 64 KB are valid, else in
 * the encoding that their letters are certain to be in, else as Windows-1252. Throws a usage error for an empty input, a binary format, and (while the text is read) bytes that
 * are invalid in the encoding.
 */
export async function decode(
  bytes: AsyncIterable<Uint8Array>,
  options: DecodeOptions = {},
): Promise<DecodedText> {
  const name = options.name ?? 'the input';
  const first = options.isLive ? await peek(bytes, 1, (chunk) => chunk.length) : null;
  const isObject =
    first?.head[0] !== undefined && /^\s*\{/.test(Buffer.from(first.head[0]).toString('latin1', 0, 100));
  const { head, all } =
    first && isObject ? first : await peek(first?.all ?? bytes, SAMPLE_BYTES, (chunk) => chunk.length);
  const sample = Buffer.concat(head).subarray(0, SAMPLE_BYTES);
  if (sample.length === 0) throw usage(`${name} is empty`);
  const binaryError = detectBinary(sample, name);
  if (binaryError) throw binaryError;
  const encoding =
    options.encoding === undefined ? await detectEncoding(sample, name) : readEncodingName(options.encoding);
  const decoded =
    encoding === 'utf-8'
      ? decodeUtf8(all, name)
      : encoding === 'mixed'
        ? decodeByLine(all)
        : decodeOther(all, encoding, name);
  const isGuess = options.encoding === undefined && !encoding.startsWith('utf-');
  const text = isGuess && encoding === 'windows-1252' ? assertSingleEncoding(decoded, name) : decoded;
  const marked = MARKS.some((mark) => mark.every((byte, at) => sample[at] === byte));
  return { encoding, isGuess, marked, text, isObject };
}

function readEncodingName(text: string): EncodingName {
  const encoding = ALIASES[text.toLowerCase().replace(/[-_ ]/g, '')];
  if (encoding) return encoding;
  try {
    return new TextDecoder(text.trim()).encoding;
  } catch {
    throw usage(`unknown encoding "${text}"`, `Use one of ${NAMES}`);
  }
}

async function detectEncoding(sample: Uint8Array, name: string): Promise<EncodingName> {
  const [first, second] = sample;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const wide = utf16WithoutMark(sample);
  if (wide) return wide;
  if (isUtf8Start(sample)) return 'utf-8';
  if (sample.includes(0)) throw usage(`${name} is not a text file`, 'Export it as CSV, JSON or JSONL');
  const { detectLegacyEncoding } = await import('./legacy-encoding.ts');
  return detectLegacyEncoding(sample) ?? 'windows-1252';
}

/** In UTF-16 nearly every second byte of Latin text is NUL, on one side only. */
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
  encoding: EncodingName,
  name: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const read = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (error) {
      throw invalidEncoding(encoding, name, error);
    }
  };
  for await (const chunk of chunks) {
    const text = read(chunk);
    if (text !== '') yield text;
  }
  const rest = read();
  if (rest !== '') yield rest;
}

function invalidEncoding(encoding: EncodingName, name: string, error: unknown): unknown {
  if (!(error instanceof TypeError)) return error;
  return usage(`${name} is not valid ${encoding}`, `Give the encoding with --encoding: ${NAMES}`);
}
