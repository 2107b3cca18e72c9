/** The manifest in an export folder. */
export const MANIFEST_FILE = 'crm.json';

/** The manifest of a full export, before the rows. */
export interface Manifest {
  readonly crm: 'export';
  /** Version of the file format. */
  readonly version: 1;
  /** Version of the schema of the source database. */
  readonly schema: number;
  /** Number of rows per table, in file order. */
  readonly rows: Readonly<Record<string, number>>;
  /** The last number used in each table, including removed rows: numbers are never reused. */
  readonly last: Readonly<Record<string, number>>;
  /** How many files of records it has; missing where it has none of them. */
  readonly files?: number;
}

/** The folder of files in an export folder. */
export const FILES_FOLDER = 'files';

/** A file of records in a full export. */
export interface ArchivedFile {
  /** What its bytes should have as SHA-256. */
  readonly hash: string;
  /** `all.jsonl, line 7`. */
  readonly place: string;
  /** To be read before the next file. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A row of a full export, with its place in the file. */
export interface ArchivedRow {
  readonly table: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** `all.jsonl, line 7`. */
  readonly place: string;
}

/** A full export that is read back. */
export interface Archive {
  /** Its name in messages. */
  readonly name: string;
  readonly manifest: Manifest;
  readonly rows: AsyncIterable<ArchivedRow>;
  /** To be read after the rows. */
  readonly files: AsyncIterable<ArchivedFile>;
}

/** Whether a value from a file is a manifest. */
export function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { crm, version, schema, rows, last, files = 0 } = value as Record<string, unknown>;
  return (
    crm === 'export' &&
    typeof version === 'number' &&
    typeof schema === 'number' &&
    isCounts(rows) &&
    isCounts(last) &&
    Number.isSafeInteger(files)
  );
}

function isCounts(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((count) => Number.isSafeInteger(count))
  );
}
