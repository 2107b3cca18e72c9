import { type CrmError, usage } from '../domain/errors.ts';

interface Kind {
  readonly magic: readonly number[];
  readonly what: string;
  readonly wayOut: string;
}

const AS_CSV = 'Export it as CSV: File > Save as > CSV UTF-8';

/** Formats people take for a table, told by their first bytes. */
const KINDS: readonly Kind[] = [
  { magic: [0x50, 0x4b, 0x03, 0x04], what: 'an Excel workbook or a zip archive', wayOut: AS_CSV },
  { magic: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], what: 'an old Excel workbook', wayOut: AS_CSV },
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
    wayOut: 'Name a crm database with --db; export a table of another one as CSV',
  },
];

/** Says why these first bytes cannot be a table of text, or null when they may be one. */
export function refuseBinary(head: Uint8Array, name: string): CrmError | null {
  const kind = KINDS.find(({ magic }) => magic.every((byte, index) => head[index] === byte));
  return kind ? usage(`${name} is ${kind.what}, not a text file`, kind.wayOut) : null;
}
