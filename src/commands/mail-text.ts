import type { Context } from '../context.ts';
import { usage } from '../domain/errors.ts';
import { editText } from '../io/edit-text.ts';

/** The longest text that is taken. */
const MAX_TEXT_BYTES = 1_000_000;

/**
 * The text of a mail or template: the option's, else stdin, else what is written in the user's editor, which begins with
 * `start`. `name` is that of the file there; `wayOut` says how to give a text without a terminal.
 */
export async function readMailText(
  ctx: Context,
  given: string | undefined,
  { name, start, wayOut }: { readonly name: string; readonly start: string; readonly wayOut: string },
): Promise<string> {
  if (given !== undefined && given !== '-') return given;
  const { stdin, stdout, env } = ctx.io;
  if (!stdin.isTTY) return readStdin(ctx);
  if (given === '-' || !stdout.isTTY) throw usage('the text is missing', wayOut);
  const text = await editText(env, name, start);
  if (text !== start) ctx.noteWritten(name, text);
  return text;
}

async function readStdin(ctx: Context): Promise<string> {
  ctx.noteReadOnce();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of ctx.io.stdin.bytes()) {
    size += piece.length;
    if (size > MAX_TEXT_BYTES)
      throw usage('the text is longer than 1 MB', 'Send a long text as a file: --attach');
    pieces.push(piece);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
  } catch {
    throw usage('the text on stdin is not UTF-8');
  }
}

/** Values that are given with `--set name=value`. Throws `usage` for another form. */
export function readSet(pairs: readonly string[] = []): ReadonlyMap<string, string> {
  return new Map(
    pairs.map((pair) => {
      const [, name, value] = /^\s*([a-z]\w*)\s*=(.*)$/is.exec(pair) ?? [];
      if (name === undefined || value === undefined)
        throw usage(`"${pair}" gives no value`, 'Write it as name=value: --set offer=A');
      return [name, value.trim()];
    }),
  );
}
