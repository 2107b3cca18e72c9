import { basename, resolve } from 'node:path';
import type { InputFile } from '../app/import/input-file.ts';
import type { Context } from '../context.ts';
import { usage } from '../domain/errors.ts';
import { openTable, type TableOptions } from '../formats/table.ts';
import { fileBytes } from '../io/file-bytes.ts';
import { counted } from '../render/counts.ts';

/** The bytes of an input: a file, or stdin. */
interface Source {
  /** Name in messages. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Reads it again from its beginning; null if it can be read only once. */
  readonly again: (() => AsyncIterable<Uint8Array>) | null;
  /** Estimates the number of rows from the bytes read so far; undefined if the size is unknown. */
  total(rows: number): number | undefined;
}

/**
 * Opens the table of the argument; `-` is stdin. Says which encoding it is taken for where nothing in the file says it,
 * and which sheets of a workbook are not read, unless the caller reads them all.
 * Throws the errors of `openTable` and `openSource`.
 */
export async function openInputFile(
  ctx: Context,
  path: string,
  options: TableOptions & { readonly readsAllSheets?: boolean } = {},
): Promise<InputFile> {
  const { name, bytes, again, total } = openSource(ctx, path);
  const open = (source: AsyncIterable<Uint8Array>) =>
    openTable(source, { name, ...options, isLive: options.isLive === true && again === null });
  const table = await open(bytes);
  if (table.isGuess)
    ctx.print.note(`${name} is read as ${table.encoding}; if letters are wrong: --encoding <name>`);
  const { name: sheet, others = [], errors = 0 } = table.sheet ?? {};
  if (errors > 0)
    ctx.print.note(
      `${name}: ${counted(errors, 'cell')} of sheet ${sheet} with an error such as #N/A: read as blank`,
    );
  if (others.length > 0 && options.sheet === undefined && !options.readsAllSheets)
    ctx.print.note(`${name}: sheet ${sheet} is read; not read: ${others.join(', ')} (--sheet <name>)`);
  return { name, table, reopen: again && (() => open(again())), total };
}

/** Opens the source of the argument; `-` is stdin. Throws `failed` for an unreadable file, `usage` for a terminal. */
export function openSource(ctx: Context, path: string): Source {
  if (path === '-') {
    if (ctx.io.stdin.isTTY)
      throw usage('"-" reads from a pipe, but stdin is the terminal', 'Name a file, or pipe the rows in');
    ctx.noteReadOnce();
    return { name: 'stdin', bytes: ctx.io.stdin.bytes(), again: null, total: () => undefined };
  }
  // From here on, signals are handled: for a pipe, by reading.
  ctx.io.signal.throwIfAborted();
  const source = openFileSource(resolve(ctx.io.cwd, path), path, ctx.io.signal);
  if (!source.again) ctx.noteReadOnce();
  return source;
}

/** Opens a file that messages call by the last part of `shown`. */
function openFileSource(path: string, shown: string, signal: AbortSignal): Source {
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
    total: (rows) =>
      size === null || bytesRead === 0 ? undefined : Math.max(rows, Math.round((rows * size) / bytesRead)),
  };
}
