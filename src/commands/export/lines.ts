import type { FullExport } from '../../app/archive/export.ts';
import type { Output } from '../../io/types.ts';
import { jsonText } from '../../render/encoder.ts';

/** Bytes of a file in a line: a multiple of 3, so that the line has no padding. */
const BYTES_PER_LINE = 192 * 1024;

/** Writes everything as JSON lines: a manifest, then one row per line, then files in pieces. Calls `written` for every row and file. */
export async function writeLines(
  out: Output,
  { manifest, tables, files }: FullExport,
  written: () => Promise<void> | undefined,
): Promise<void> {
  out.write(`${jsonText(manifest)}\n`);
  for await (const { rows, json } of tables) {
    for await (const row of rows) {
      out.write(`${jsonText(json(row))}\n`);
      await written();
    }
  }
  for await (const { hash, bytes } of files) {
    const line = (piece: Uint8Array) =>
      out.write(`${jsonText({ file: hash, bytes: Buffer.from(piece).toString('base64') })}\n`);
    let isEmpty = true;
    for await (const read of bytes)
      for (let at = 0; at < read.length; at += BYTES_PER_LINE) {
        line(read.subarray(at, at + BYTES_PER_LINE));
        isEmpty = false;
        await out.drain();
      }
    if (isEmpty) line(new Uint8Array());
    await written();
  }
}
