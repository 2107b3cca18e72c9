import { createReadStream, rmSync } from 'node:fs';
import { throwIfAborted, yieldToEvents } from './interrupts.ts';
import { writeOutput } from './output-file.ts';
import type { OutputTarget } from './outputs.ts';
import { removeLeftovers, temporaryPath } from './temporary-files.ts';

/** How an output that is copied as a whole is made. */
interface CopyOptions {
  /** Folder of the copy while it is written to a pipe or device. */
  readonly scratchFolder: string;
  readonly signal: AbortSignal;
  /** The state of the work after a signal: `nothing is left of it`. */
  readonly outcome: string;
  /** Does what must be done before a finished copy at this path has its name. */
  readonly beforePublish?: (copy: string) => void;
}

/**
 * Lets `copy` make a file and then gives it its name, or writes it into a pipe or device. Files of its own may be in a folder
 * beside it, `<path>-files`, which is removed at the end. `copy` lets no signal in: it
 * is noticed afterwards, and the file is removed.
 */
export async function writeCopy(
  target: OutputTarget,
  { scratchFolder, signal, outcome, beforePublish }: CopyOptions,
  copy: (path: string) => Promise<void>,
): Promise<void> {
  const folder = target.type === 'file' ? target.folder : scratchFolder;
  removeLeftovers(folder);
  const path = target.type === 'file' ? target.temporary : temporaryPath(folder);
  const copyTo = async () => {
    await copy(path);
    await yieldToEvents();
    throwIfAborted(signal, outcome);
  };
  try {
    if (target.type === 'file') {
      await copyTo();
      beforePublish?.(path);
      target.publish();
      return;
    }
    await writeOutput(target, signal, async (out) => {
      await copyTo();
      for await (const piece of createReadStream(path)) await out.writeBytes(piece as Uint8Array);
    });
  } finally {
    for (const end of ['', '-files']) rmSync(path + end, { recursive: true, force: true });
  }
}
