import { basename, resolve } from 'node:path';
import type { Context } from '../../../context.ts';
import { usage } from '../../../domain/errors.ts';
import { fileBytes } from '../../../io/file-bytes.ts';

/** The source of an import: a file, or stdin. */
export interface Source {
  /** Name in messages. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Reads it again from its beginning; null if it can be read only once. */
  readonly again: (() => AsyncIterable<Uint8Array>) | null;
  /** Its path and size; null if it can be read only once. */
  readonly file: { readonly path: string; readonly size: number } | null;
  /** Bytes read so far. */
  read(): number;
  /** Estimated number of rows, from the bytes read so far; undefined if the size is unknown. */
  total(rows: number, read?: number): number | undefined;
}

/** Opens the source of the argument; `-` is stdin. Throws `failed` for an unreadable file, `usage` for a terminal. */
export function openSource(ctx: Context, path: string): Source {
  if (path === '-') {
    if (ctx.io.stdin.isTTY)
      throw usage('"-" reads from a pipe, but stdin is the terminal', 'Name a file, or pipe the rows in');
    ctx.noteReadOnce();
    return {
      name: 'stdin',
      bytes: ctx.io.stdin.bytes(),
      again: null,
      file: null,
      read: () => 0,
      total: () => undefined,
    };
  }
  // From here on, signals are handled: for a pipe, by reading.
  ctx.io.signal.throwIfAborted();
  const source = openFileSource(resolve(ctx.io.cwd, path), path, ctx.io.signal);
  if (!source.again) ctx.noteReadOnce();
  return source;
}

/** Opens a file that messages call `shown`, by default its base name. */
function openFileSource(path: string, shown: string, signal?: AbortSignal): Source {
  const { size, bytes } = fileBytes(path, shown, signal);
  let bytesRead = 0;
  const counted = async function* () {
    for await (const piece of bytes) {
      bytesRead += piece.length;
      yield piece;
    }
  };
  return {
    name: basename(shown),
    bytes: counted(),
    again: size === null ? null : () => fileBytes(path, shown).bytes,
    file: size === null ? null : { path, size },
    read: () => bytesRead,
    total: (rows, read = bytesRead) =>
      size === null || read === 0 ? undefined : Math.max(rows, Math.round((rows * size) / read)),
  };
}
