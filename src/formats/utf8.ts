import { type CrmError, usage } from '../domain/errors.ts';

const LINE_FEED = 10;

/** Whether bytes are UTF-8, except for a character cut off at the end. */
export function isUtf8Start(bytes: Uint8Array): boolean {
  return validLength(bytes) === bytes.length;
}

/** Decodes a stream of UTF-8. Invalid bytes are a usage error with their position. */
export async function* decodeUtf8(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let carried: Uint8Array = new Uint8Array(0);
  let offset = 0;
  let line = 1;
  let started = false;
  for await (const chunk of chunks) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const end = bytes.length - countUnfinished(bytes);
    const part = bytes.subarray(0, end);
    let text: string;
    try {
      text = decoder.decode(part);
    } catch {
      throw notUtf8(part, offset, line, name);
    }
    carried = new Uint8Array(bytes.subarray(end));
    offset += end;
    line += lineFeeds(part, end);
    if (text === '') continue;
    yield !started && text.startsWith('\uFEFF') ? text.slice(1) : text;
    started = true;
  }
  if (carried.length > 0) throw notUtf8(carried, offset, line, name);
}

/** Bytes of a line without an end before it is decoded in parts. */
const LONGEST_LINE_BYTES = 1 << 20;

/** Decodes a stream whose lines are UTF-8 or Windows-1252, each by itself. */
export async function* decodeByLine(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let carried: Uint8Array = new Uint8Array(0);
  let started = false;
  const whole = (bytes: Uint8Array): string => {
    const text = decodeLines(bytes);
    const bare = !started && text.startsWith('\uFEFF') ? text.slice(1) : text;
    started ||= text !== '';
    return bare;
  };
  for await (const chunk of chunks) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const isLong = bytes.length > LONGEST_LINE_BYTES;
    const end = bytes.lastIndexOf(LINE_FEED) + 1 || (isLong ? bytes.length : 0);
    carried = new Uint8Array(bytes.subarray(end));
    if (end > 0) yield whole(bytes.subarray(0, end));
  }
  if (carried.length > 0) yield whole(carried);
}

function decodeLines(bytes: Uint8Array): string {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const windows = new TextDecoder('windows-1252');
  const decode = (part: Uint8Array): string | null => {
    try {
      return utf8.decode(part);
    } catch {
      return null;
    }
  };
  const all = decode(bytes);
  if (all !== null) return all;
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, start) + 1 || bytes.length;
    const line = bytes.subarray(start, end);
    lines.push(decode(line) ?? windows.decode(line));
    start = end;
  }
  return lines.join('');
}

/** Bytes at the end that begin a character completed by the next chunk. */
function countUnfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
  }
  return 0;
}

/** Length of the longest valid UTF-8 prefix, including a cut character at its end. */
function validLength(bytes: Uint8Array): number {
  let valid = 0;
  let tried = bytes.length;
  let invalid = bytes.length + 1;
  while (valid + 1 < invalid) {
    if (startsValid(bytes.subarray(0, tried))) valid = tried;
    else invalid = tried;
    tried = (valid + invalid) >> 1;
  }
  return valid;
}

function startsValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function lineFeeds(bytes: Uint8Array, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1 && at < end; at = bytes.indexOf(LINE_FEED, at + 1))
    count++;
  return count;
}

function notUtf8(bytes: Uint8Array, offset: number, line: number, name: string): CrmError {
  const valid = validLength(bytes);
  const at = valid - countUnfinished(bytes.subarray(0, valid));
  const place = `line ${line + lineFeeds(bytes, at)}, byte ${offset + at + 1}`;
  return usage(
    `${name} began as UTF-8 but is not UTF-8 at ${place}`,
    'If the file comes from Windows, use --encoding windows-1252; if its lines differ, --encoding mixed',
  );
}
