import { resolve } from 'node:path';
import { MAX_DOC_BYTES, type NewFile } from '../../app/docs/docs.ts';
import type { Context } from '../../context.ts';
import { throwIfAborted } from '../../io/interrupts.ts';
import { findPlainFile } from '../../io/plain-file.ts';

export const DOC_REFERENCE = 'number or name of the document';

/** The files of these paths, each opened when its turn comes. */
export async function* filesNamed({ io }: Context, paths: readonly string[]): AsyncGenerator<NewFile> {
  for (const path of paths) {
    throwIfAborted(io.signal, 'nothing was added');
    yield findPlainFile(resolve(io.cwd, path), path, MAX_DOC_BYTES);
  }
}
