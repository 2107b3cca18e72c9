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
    'If the file comes from Windows, use --encoding windows-1252',
  );
}
