import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const FIRST = ['Ann', 'Bob', 'Carla', 'Deniz', 'Elif', 'Farid', 'Grace', 'Hugo', 'Inés', 'Jürgen'];
const LAST = [
  'Adams',
  'Brown',
  'Cruz',
  'Dubois',
  'Eriksen',
  'Fischer',
  'García',
  "O'Neill",
  'Šimić',
  'Zhang',
];
const SOURCES = ['expo', 'web', 'referral', 'list', 'partner'];
const HEADER = 'First Name,Last Name,Company,Title,Email,Phone,City,Country,Source,Notes\n';

/** Writes a CSV of so many leads as a vendor exports them: the same file every time. */
export function generateLeads(file, rows) {
  return pipeline(Readable.from(lines(rows)), createWriteStream(file));
}

function* lines(rows) {
  yield HEADER;
  for (let row = 0; row < rows; row++) {
    const first = FIRST[row % 10];
    const last = LAST[Math.floor(row / 10) % 10];
    const phone = `+1212${String(2_000_000 + row).padStart(7, '0')}`;
    const notes = row % 7 === 0 ? '"Met at the fair, wants a ""quote"" by May"' : '';
    yield `${first},${last},"Company ${row}, Inc.",Buyer,lead${row}@company${row}.example,${phone},Boston,US,${SOURCES[row % 5]},${notes}\n`;
  }
}
