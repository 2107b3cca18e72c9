import fs from 'node:fs';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { failed } from '../domain/errors.ts';
import { makeFolder } from './make-folder.ts';
import { OutputFile } from './output-file.ts';
import { cannotWrite, type Outputs } from './outputs.ts';
import { syncFolder } from './publish.ts';
import { removeLeftovers, temporaryPath } from './temporary-files.ts';

/**
 * A folder that appears with all its files or not at all, private to its owner: it is filled under a temporary name
 * and renamed at `commit`. Methods throw `failed` for a disk error.
 */
export class OutputFolder {
  readonly #outputs: Outputs;
  readonly #signal: AbortSignal;
  readonly #shown: string;
  readonly #path: string;
  readonly #temporary: string;
  #isThere = true;

  /** Throws `failed` if the path is anything but an empty folder. */
  constructor(outputs: Outputs, shown: string, signal: AbortSignal) {
    this.#outputs = outputs;
    this.#signal = signal;
    this.#shown = shown;
    this.#path = outputs.newFolder(shown);
    this.#temporary = temporaryPath(dirname(this.#path));
    this.#describe(() => {
      removeLeftovers(dirname(this.#path));
      fs.mkdirSync(this.#temporary, { mode: 0o700 });
    });
  }

  /** A new file of the folder, or of a folder in it; it counts once it is committed. */
  file(name: string, inner = ''): Promise<OutputFile> {
    const folder = join(this.#temporary, inner);
    this.#describe(() => makeFolder(folder));
    const target = this.#outputs.newTarget(join(folder, name), join(this.#shown, inner, name));
    return OutputFile.open(target, this.#signal);
  }

  /** Gives the folder its name. */
  commit(): void {
    this.#describe(() => {
      syncFolder(this.#temporary);
      // Replaces an empty folder, but not one that was filled in the meantime.
      if (platform() === 'win32' && fs.existsSync(this.#path)) fs.rmdirSync(this.#path);
      fs.renameSync(this.#temporary, this.#path);
      syncFolder(dirname(this.#path));
    });
    this.#isThere = false;
  }

  /** Removes it, unless it is committed. */
  discard(): void {
    if (this.#isThere) fs.rmSync(this.#temporary, { recursive: true, force: true });
    this.#isThere = false;
  }

  #describe<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR')
        throw failed(
          `"${this.#shown}" was created in the meantime and is not replaced`,
          'Name another folder.',
        );
      throw cannotWrite(this.#shown, error);
    }
  }
}
