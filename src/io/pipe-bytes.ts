import fs from 'node:fs';

const PIECE_BYTES = 64 * 1024;

/** Milliseconds between checks of an empty pipe: the first and the longest. */
const FIRST_PAUSE_MS = 1;
const LONGEST_PAUSE_MS = 20;

/** Names of pipes that are already open, so their writer exists. */
const OPEN_ALREADY = /^\/(?:dev\/(?:fd\/|stdin$)|proc\/)/;

/**
 * Reads a named pipe or a terminal without blocking: blocking on a pipe without a writer, or with a silent one, would
 * keep the process from ending. Throws the reason of `signal` when it comes.
 */
export async function* pipeBytes(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const fd = fs.openSync(path, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  // Until somebody opens it for writing, a pipe reads as if it had ended.
  let hasWriter = OPEN_ALREADY.test(path) || !fs.fstatSync(fd).isFIFO();
  let pause = FIRST_PAUSE_MS;
  try {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      const piece = readPiece(fd);
      hasWriter ||= piece === null || piece.length > 0;
      if (piece && piece.length > 0) {
        pause = FIRST_PAUSE_MS;
        yield piece;
      } else if (piece && hasWriter) return;
      else {
        await new Promise((resolve) => setTimeout(resolve, pause));
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  } finally {
    fs.closeSync(fd);
  }
}

/** The available bytes; empty at the end, null if the writer has not written yet. */
function readPiece(fd: number): Uint8Array | null {
  const buffer = Buffer.allocUnsafe(PIECE_BYTES);
  try {
    return buffer.subarray(0, fs.readSync(fd, buffer));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') return null;
    if (code === 'EOF') return buffer.subarray(0, 0);
    throw error;
  }
}
