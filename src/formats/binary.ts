import { type CrmError, usage } from '../domain/errors.ts';

interface Kind {
  readonly magic: readonly number[];
  /** Text that distinguishes it from other formats with the same first bytes. */
  readonly inside?: string;
  readonly what: string;
  readonly wayOut: string;
}

const AS_CSV = 'Open it and save the sheet as CSV: File > Save as > CSV UTF-8';
/** The first bytes of a zip archive, which every workbook is. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const UNPACK =
  "Unpack it first: unzip -p FILE 'NAME.csv' | crm … import -   (unzip -l FILE lists the content)";

/** Binary formats that people may try to import, by their first bytes. */
const KINDS: readonly Kind[] = [
  { magic: ZIP, inside: '[Content_Types].xml', what: 'an Excel workbook', wayOut: AS_CSV },
  { magic: ZIP, inside: 'xl/', what: 'an Excel workbook', wayOut: AS_CSV },
  { magic: ZIP, inside: 'opendocument.spreadsheet', what: 'an OpenDocument spreadsheet', wayOut: AS_CSV },
  { magic: ZIP, what: 'a zip archive', wayOut: UNPACK },
  {
    magic: [0x50, 0x4b, 0x05, 0x06],
    what: 'an empty zip archive',
    wayOut: 'Name the file with the rows',
  },
  {
    magic: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    what: 'an old or protected Excel workbook',
    wayOut: AS_CSV,
  },
  {
    magic: [0x25, 0x50, 0x44, 0x46, 0x2d],
    what: 'a PDF document',
    wayOut: 'Export the data behind it as CSV',
  },
  {
    magic: [0x1f, 0x8b],
    what: 'compressed with gzip',
    wayOut: 'Unpack it first: gunzip -c FILE | crm … import -',
  },
  {
    magic: [...new TextEncoder().encode('SQLite format 3\0')],
    what: 'an SQLite database',
    wayOut: 'Open a crm database with --db; export a table of another database as CSV',
  },
];

/** Whether these first bytes are of a zip archive. */
export function isZipStart(head: Uint8Array): boolean {
  return ZIP.every((byte, at) => head[at] === byte);
}

/** The error if these first bytes are of a binary format, else null. */
export function detectBinary(head: Uint8Array, name: string): CrmError | null {
  const kind = KINDS.find(
    ({ magic, inside }) =>
      magic.every((byte, index) => head[index] === byte) &&
      (inside === undefined || Buffer.from(head).includes(inside)),
  );
  if (!kind) return null;
  return usage(`${name} is ${kind.what}, not a text file`, kind.wayOut.replaceAll('FILE', name));
}
