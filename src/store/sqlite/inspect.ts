import { chmodSync, existsSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import type { Finding } from '../engine.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** The database file and what SQLite writes beside it. */
const PARTS = ['', '-wal', '-shm', '-journal'] as const;

const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;

/** What an engine knows of its file beside what stands in it. */
interface FileState {
  /** It is not created yet. */
  readonly isDraft: boolean;
  /** Why it can only be read, where that is known. */
  readonly readOnlyReason: string | undefined;
}

/** What there is to know of a database file: where it is, how large, in which form, and who may use it. */
export function inspectFile(
  db: Database.Database,
  path: string,
  { isDraft, readOnlyReason }: FileState,
): Finding[] {
  if (isDraft) return [{ what: 'file', detail: `${path}, not created yet: the first record creates it` }];
  const number = (pragma: string) => db.pragma(pragma, { simple: true }) as number;
  const journal = db.pragma('journal_mode', { simple: true }) as string;
  const unused = number('freelist_count') * number('page_size');
  return [
    { what: 'file', detail: `${path}, ${sizeText(sizeOf(path))}, ${sizeText(unused)} of it unused` },
    { what: 'schema', detail: `version ${number('user_version')}, the newest is ${MIGRATIONS.length}` },
    journal === 'wal' || db.readonly
      ? { what: 'journal', detail: `${journal}, ${sizeText(sizeOf(`${path}-wal`))}` }
      : {
          what: 'journal',
          detail: `${journal} instead of wal`,
          problem: 'reading and writing wait for each other until the next change',
        },
    db.readonly
      ? {
          what: 'writing',
          detail: 'no',
          problem: readOnlyReason ?? 'the file or its folder cannot be written',
        }
      : { what: 'writing', detail: 'yes' },
    ...permissions(path),
  ];
}

/** Lets only the owner use the file; the folder may hold other things and is left alone. */
export function closeFile(path: string): void {
  for (const part of PARTS) if (existsSync(path + part)) chmodSync(path + part, 0o600);
}

function permissions(path: string): Finding[] {
  // Windows has another system of permissions, which a mode says nothing of.
  if (platform() === 'win32') return [];
  const folder = dirname(path);
  const open = PARTS.map((part) => path + part).filter((file) => (modeOf(file) & OTHERS) !== 0);
  const [first] = open;
  return [
    {
      what: 'file permissions',
      detail: octal(modeOf(path)),
      ...(first ? { problem: `others may use ${first}`, isRepairable: true } : {}),
    },
    {
      what: 'folder permissions',
      detail: octal(modeOf(folder)),
      ...((modeOf(folder) & OTHERS_WRITE) !== 0 ? { problem: `others may replace files in ${folder}` } : {}),
    },
  ];
}

function modeOf(path: string): number {
  return existsSync(path) ? statSync(path).mode & 0o777 : 0;
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

const octal = (mode: number): string => mode.toString(8).padStart(3, '0');

/** Bytes in the unit that reads best, to a decimal: `1.5 MB`. */
function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 'B';
  while (size >= 1000 && units.length > 0) {
    size /= 1000;
    unit = units.shift() as string;
  }
  return `${size.toFixed(1)} ${unit}`;
}
