import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CITIES, FIRST, LAST, TITLES } from './people.mjs';

const SOURCES = ['expo', 'web', 'referral', 'list', 'partner'];
const NOTES = [
  '"Met at the fair, wants a ""quote"" by May"',
  'Asked for the price list twice',
  '',
  '"Line one\nline two"',
  'Has a contract elsewhere until autumn',
  '',
  'Prefers to be called in the morning',
];
const HEADER =
  'External ID,First Name,Last Name,Company,Title,Email,Phone,Website,City,Country,Lead Source,Description\n';

/** Rows of which one means a lead of an earlier row. */
const REPEATED = 10;
/** How far up the lead of such a row stands, at least. */
const BACK = 7;

/**
 * Writes a CSV of so many rows of leads as a vendor exports them, the same file every time: phones as people type
 * them, and every tenth row a lead that an earlier row has, found by its external id, its e-mail or its phone.
 */
export function generateLeads(file, rows) {
  return pipeline(Readable.from(lines(rows)), createWriteStream(file));
}

function* lines(rows) {
  let block = HEADER;
  for (let row = 0; row < rows; row++) {
    const repeats = row % REPEATED === REPEATED - 1;
    block += line(repeats ? earlier(row) : row, repeats ? ((row / REPEATED) % 3) | 0 : null);
    if (block.length < 65_536) continue;
    yield block;
    block = '';
  }
  yield block;
}

/** A row further up that is no repetition itself. */
function earlier(row) {
  const at = Math.floor(row / 2) - BACK;
  return at < 0 ? 0 : at - (at % REPEATED === REPEATED - 1 ? 1 : 0);
}

/** `by` is what a repetition is known by: 0 its external id, 1 its e-mail, 2 its phone and name. */
function line(row, by) {
  const first = FIRST[row % 10];
  const last = LAST[Math.floor(row / 10) % 10];
  const cells = [
    by === 1 || by === 2 ? '' : `00Q${String(row).padStart(12, '0')}`,
    first,
    last,
    `"Company ${row}, Inc."`,
    TITLES[row % 5],
    by === 2 ? '' : by === 1 ? `LEAD${row}@company${row}.example` : `lead${row}@company${row}.example`,
    phone(row),
    `https://www.company${row}.example`,
    CITIES[row % 7],
    'US',
    SOURCES[row % 5],
    NOTES[row % 7],
  ];
  return `${cells.join(',')}\n`;
}

const AREAS = [212, 415, 617, 312, 303, 512, 206, 702];

/** The number of a row, written in one of the ways people write them. */
function phone(row) {
  const area = AREAS[row % 8];
  const digits = String(2_000_000 + Math.floor(row / 8)).padStart(7, '0');
  const [exchange, station] = [digits.slice(0, 3), digits.slice(3)];
  switch (row % 6) {
    case 0:
      return `+1${area}${digits}`;
    case 1:
      return `(${area}) ${exchange}-${station}`;
    case 2:
      return `${area}.${exchange}.${station}`;
    case 3:
      return `1-${area}-${exchange}-${station}`;
    case 4:
      return `+1 ${area} ${exchange} ${station}`;
    default:
      return `${area}${digits}`;
  }
}
