import type { Context } from '../../../context.ts';
import { checkWritable } from '../../../io/files.ts';
import { writeOutput } from '../../../io/output-file.ts';
import { cannotWrite, type OutputTarget } from '../../../io/outputs.ts';
import { outputsOf } from '../../outputs.ts';

/** Where a summary is to be written; `-` is stdout. */
export interface SummaryFile {
  readonly isStdout: boolean;
  /** Writes it, whole or not at all. Throws `conflict` when the file has come to be there, `failed` when it cannot. */
  write(text: string): Promise<void>;
}

/**
 * Throws for a file that must not be replaced and for a folder that cannot be written to: before an hour is spent, not
 * after it.
 */
export async function summaryFile(ctx: Context, shown: string): Promise<SummaryFile> {
  if (shown === '-') return { isStdout: true, write: async (text) => ctx.io.stdout.write(text) };
  const target = (await outputsOf(ctx)).target(shown);
  checkFolder(target);
  return {
    isStdout: false,
    write: (text) => writeOutput(target, ctx.io.signal, (file) => file.write(text)),
  };
}

function checkFolder(target: OutputTarget): void {
  if (target.kind !== 'file') return;
  try {
    checkWritable(target.folder);
  } catch (error) {
    throw cannotWrite(target.shown, error);
  }
}
