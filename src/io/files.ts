import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';

/** What is at a path; null for nothing, and in a folder that may not be entered. */
export function fileKind(path: string): 'file' | 'folder' | 'other' | null {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return 'folder';
    return stats.isFile() ? 'file' : 'other';
  } catch {
    return null;
  }
}

/** Whether two paths name the same existing file or folder. */
export function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return first !== undefined && first.dev === second?.dev && first.ino === second.ino;
}

/** The text of a file in UTF-8. Throws for one that cannot be read. */
export const readTextFile = (path: string): string => readFileSync(path, 'utf8');

/** Names of what a folder holds, in order, without hidden files. */
export function listFolder(path: string): string[] {
  return readdirSync(path)
    .filter((entry) => !entry.startsWith('.'))
    .toSorted(new Intl.Collator('en', { numeric: true }).compare);
}

/** Throws if files cannot be created in the folder. */
export function checkWritable(folder: string): void {
  accessSync(folder, constants.W_OK);
}
