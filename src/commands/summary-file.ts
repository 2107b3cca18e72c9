import type { Context } from '../context.ts';
import { checkWritable } from '../io/files.ts';
import { writeOutput } from '../io/output-file.ts';
import { cannotWrite, type OutputTarget } from '../io/outputs.ts';
import { outputsOf } from './outputs.ts';

/** The file of a summary; `-` is stdout. */
export interface SummaryFile {
  readonly isStdout: boolean;
  /**
   * Writes it completely or not at all. Throws `conflict` if the file exists by now, `failed` if it cannot be
   * written.
   */
  write(text: string): Promise<void>;
}

/**
 * Throws for a file that must not be replaced and for a folder that cannot be written to: at the start of a review,
 * not at its end.
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
  if (target.type !== 'file') return;
  try {
    checkWritable(target.folder);
  } catch (error) {
    throw cannotWrite(target.shown, error);
  }
}
