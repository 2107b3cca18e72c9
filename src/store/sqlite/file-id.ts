import { statSync } from 'node:fs';

/** Distinguishes a file from another of the same name; undefined where there is none. */
export function fileId(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.dev}:${stats.ino}`;
}
