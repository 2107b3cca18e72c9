import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { failed } from '../domain/errors.ts';
import { NewFile } from './new-file.ts';
import { reasonOf } from './output.ts';

/**
 * A folder that appears with all its files or not at all, readable by its owner only: it is filled beside its place
 * and moved there by `commit`. Every method throws `failed` when the disk refuses.
 */
export class NewFolder {
  readonly #shown: string;
  readonly #path: string;
  readonly #beside: string;
  #there = true;

  /** `path` is absolute; `shown` is what errors call it. Throws `failed` where anything but an empty folder is. */
  constructor(path: string, shown: string) {
    this.#shown = shown;
    this.#path = this.#explained(() => placeOf(path));
    this.#beside = `${this.#path}.${randomUUID()}.tmp`;
    this.#explained(() => fs.mkdirSync(this.#beside, { mode: 0o700 }));
  }

  /** A new file of the folder; it is part of it once it is committed itself. */
  file(name: string): NewFile {
    return new NewFile(join(this.#beside, name), join(this.#shown, name));
  }

  /** Puts the folder in its place. */
  commit(): void {
    this.#explained(() => {
      if (fs.existsSync(this.#path)) fs.rmdirSync(this.#path);
      fs.renameSync(this.#beside, this.#path);
    });
    this.#there = false;
  }

  /** Leaves no trace, unless it is committed already. */
  discard(): void {
    if (this.#there) fs.rmSync(this.#beside, { recursive: true, force: true });
    this.#there = false;
  }

  #explained<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw failed(`cannot write "${this.#shown}": ${reasonOf(error)}`);
    }
  }
}

function placeOf(path: string): string {
  const there = fs.statSync(path, { throwIfNoEntry: false });
  if (!there) return path;
  if (!there.isDirectory()) throw new Error('it is a file');
  if (fs.readdirSync(path).length > 0) throw new Error('the folder is there already and not empty');
  return fs.realpathSync(path);
}
