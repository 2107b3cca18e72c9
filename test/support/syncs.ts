import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { environment, type RunOptions } from './program.ts';
import { PROGRAM, ROOT } from './under-test.ts';

/** Whether system calls can be traced here. */
export const canCountSyncs = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

interface TracedRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** Number of syncs of the database, its journals and its folder by the program. */
  readonly syncs: number;
}

/** Runs the program, counting its syncs of the database in `folder`. */
export async function traceSyncs(
  args: readonly string[],
  folder: string,
  options: RunOptions,
): Promise<TracedRun> {
  const traces = mkdtempSync(join(tmpdir(), 'crm-trace-'));
  try {
    const trace = join(traces, 'trace');
    const watch = ['-f', '-y', '-e', 'trace=fsync,fdatasync,sync_file_range,msync', '-o', trace];
    const { stdout, stderr, exitCode } = await execa(
      'strace',
      [...watch, PROGRAM.command, ...PROGRAM.before, ...args],
      {
        env: environment(options),
        extendEnv: false,
        cwd: ROOT,
        input: options.input ?? '',
        reject: false,
        stripFinalNewline: false,
      },
    );
    const calls = readFileSync(trace, 'utf8').split('\n');
    const syncs = calls.filter((call) => /\w+sync\w*\(/.test(call) && call.includes(`<${folder}`)).length;
    return { stdout, stderr, exitCode: exitCode ?? -1, syncs };
  } finally {
    rmSync(traces, { recursive: true, force: true });
  }
}
