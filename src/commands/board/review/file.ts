import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import type { Context } from '../../../context.ts';
import { toLocalDate } from '../../../domain/dates.ts';
import { conflict, failed } from '../../../domain/errors.ts';
import { NewFile } from '../../../io/new-file.ts';
import { reasonOf } from '../../../io/output.ts';

/** Where a summary is to be written; `-` is stdout. */
export interface SummaryFile {
  readonly isStdout: boolean;
  /** Writes it, whole or not at all. Throws `conflict` when the file has come to be there, `failed` when it cannot. */
  write(text: string): void;
}

/**
 * Throws `conflict` for a file that is there already and `failed` for a folder that cannot be written to: before an hour
 * is spent, not after it.
 */
export function summaryFile(ctx: Context, shown: string): SummaryFile {
  const path = resolve(ctx.io.cwd, shown);
  const refuseThere = () => {
    if (!existsSync(path)) return;
    const dated = `${shown.slice(0, shown.length - extname(shown).length)}-${toLocalDate(ctx.clock.now())}${extname(shown)}`;
    throw conflict(`"${shown}" is there already and is not overwritten`, `Name another: --out ${dated}`);
  };
  if (shown === '-') return { isStdout: true, write: (text) => ctx.io.stdout.write(text) };
  refuseThere();
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw failed(`cannot write "${shown}": ${reasonOf(error)}`);
  }
  return {
    isStdout: false,
    write(text) {
      refuseThere();
      const file = new NewFile(path, shown);
      try {
        file.write(text);
        file.commit();
      } finally {
        file.discard();
      }
    },
  };
}
