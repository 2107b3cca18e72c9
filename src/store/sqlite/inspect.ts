import { chmodSync, existsSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { byteSizeText } from '../../domain/byte-size.ts';
import type { Finding } from '../engine.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** Suffixes of the database file and SQLite's files beside it. */
const PARTS = ['', '-wal', '-shm', '-journal'] as const;

const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;

/** What an engine knows about its file. */
interface FileState {
  /** The file does not exist yet. */
  readonly isDraft: boolean;
  /** Why it is read-only, if known. */
  readonly readOnlyReason: string | undefined;
}

/** Findings about a database file: location, size, form, and who may use it. */
export function inspectFile(
  db: Database.Database,
  path: string,
  { isDraft, readOnlyReason }: FileState,
): Finding[] {
  if (isDraft)
    return [{ what: 'file', detail: `${path}, not created yet: adding the first record creates it` }];
  const number = (pragma: string) => db.pragma(pragma, { simple: true }) as number;
  const journal = db.pragma('journal_mode', { simple: true }) as string;
  const unused = number('freelist_count') * number('page_size');
  return [
    { what: 'file', detail: `${path}, ${byteSizeText(sizeOf(path))}, ${byteSizeText(unused)} of it unused` },
    { what: 'schema', detail: `version ${number('user_version')}, the newest is ${MIGRATIONS.length}` },
    journal === 'wal' || db.readonly
      ? { what: 'journal', detail: `${journal}, ${byteSizeText(sizeOf(`${path}-wal`))}` }
      : {
          what: 'journal',
          detail: `${journal} instead of wal`,
          problem: 'readers and writers wait for each other until the next change',
        },
    db.readonly
      ? {
          what: 'writing',
          detail: 'no',
          problem: readOnlyReason ?? 'the file or its folder is read-only',
        }
      : { what: 'writing', detail: 'yes' },
    ...permissions(path),
  ];
}

/** Makes the file private; leaves the folder alone, which may hold other things. */
export function closeFile(path: string): void {
  for (const part of PARTS) if (existsSync(path + part)) chmodSync(path + part, 0o600);
}

function permissions(path: string): Finding[] {
  // Modes say nothing about Windows permissions.
  if (platform() === 'win32') return [];
  const folder = dirname(path);
  const open = PARTS.map((part) => path + part).filter((file) => (modeOf(file) & OTHERS) !== 0);
  const [first] = open;
  return [
    {
      what: 'file permissions',
      detail: octal(modeOf(path)),
      ...(first ? { problem: `others may use ${first}`, wayOut: { type: 'repair' } as const } : {}),
    },
    {
      what: 'folder permissions',
      detail: octal(modeOf(folder)),
      ...((modeOf(folder) & OTHERS_WRITE) !== 0 ? { problem: `others can replace files in ${folder}` } : {}),
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
