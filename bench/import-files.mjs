import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CITIES, FIRST, LAST, TITLES } from './people.mjs';

const STAGES = ['prospecting', 'qualification', 'proposal', 'negotiation', 'Closed Won', 'Closed Lost'];
const OUTCOMES = ['ANSWERED', 'NO ANSWER', 'BUSY', 'voicemail'];

/** Every so manieth row of a dirty file is about the person of an earlier one. */
const REPEATED = 10;

const at = (list, row) => list[row % list.length];
const first = (row) => at(FIRST, row);
const last = (row) => at(LAST, Math.floor(row / 10));
const company = (row) => `Company ${Math.floor(row / 3)}, Inc.`;
const email = (row) => `lead${row}@company${row}.example`;
const digits = (row) =>
  `${at([212, 415, 617, 312, 303, 512, 206, 702], row)}${2_000_000 + Math.floor(row / 8)}`;
const day = (row) => new Date(Date.UTC(2024, 0, 1 + (row % 700))).toISOString().slice(0, 10);

/** A number as people write it: national, international, with an extension, of another country. */
function dirtyPhone(row) {
  const [, area, exchange, station] = /(...)(...)(....)/.exec(digits(row));
  const forms = [
    `(${area}) ${exchange}-${station}`,
    `${area}.${exchange}.${station} x${100 + (row % 900)}`,
    `1-${area}-${exchange}-${station}`,
    `+1 ${area} ${exchange} ${station} ext. ${row % 99}`,
    `+44 20 ${7_000_000 + (row % 900_000)}`.replace(/(\d{4})(\d{4})$/, '$1 $2'),
    `+49 (0)30 ${200_000 + (row % 700_000)}`,
    `${area}${exchange}${station}`,
  ];
  return at(forms, row);
}

/** Campaigns that are there before their members. */
export const CAMPAIGNS = ['Fair', 'Talk', 'Mailing'];

/** The columns of each file, and what a row has in them. */
const FILES = {
  leads: {
    'External ID': (row) => `00Q${String(row).padStart(12, '0')}`,
    'First Name': first,
    'Last Name': last,
    Company: company,
    Title: (row) => at(TITLES, row),
    Email: email,
    Phone: digits,
    Website: (row) => `https://www.company${Math.floor(row / 3)}.example`,
    City: (row) => at(CITIES, row),
    'Lead Source': () => 'web',
    Description: (row) => (row % 3 === 0 ? 'Asked for the "price list", twice' : ''),
  },
  accounts: {
    Name: (row) => `Company ${row}, Inc.`,
    Website: (row) => `https://www.company${row}.example`,
    Industry: (row) => at(['Food', 'Steel', 'Software'], row),
    Employees: (row) => `${row % 5000}`,
    Phone: digits,
    City: (row) => at(CITIES, row),
    Description: (row) => (row % 3 === 0 ? 'Customer since 2019' : ''),
  },
  contacts: {
    'First Name': first,
    'Last Name': (row) => `${last(row)} ${row % 97}`,
    Account: company,
    Title: (row) => at(TITLES, row),
    Email: email,
    Phone: digits,
    City: (row) => at(CITIES, row),
  },
  deals: {
    'Deal Name': (row) => `Order ${row}`,
    Account: company,
    Stage: (row) => at(STAGES, row),
    Amount: (row) => `${1000 + (row % 9000)}.50`,
    'Close Date': day,
    'Next Step': (row) => (row % 2 ? 'Send the offer' : ''),
  },
  purchases: {
    'Order ID': (row) => `SO-${row}`,
    Product: (row) => `Product ${row % 300}`,
    Account: company,
    Quantity: (row) => `${1 + (row % 20)}`,
    Amount: (row) => `${row % 50 === 49 ? '-' : ''}${10 + (row % 900)}.25`,
    Currency: (row) => at(['USD', 'EUR', 'GBP'], row),
    'Order Date': day,
    Notes: (row) => (row % 3 === 0 ? 'Ship it to the "yard"' : ''),
  },
  lines: {
    'Deal Name': (row) => `Order ${row}`,
    Product: (row) => `Product ${row % 300}`,
    Quantity: (row) => `${1 + (row % 20)}`,
    'Unit Price': (row) => `${10 + (row % 900)}.25`,
    'Discount %': (row) => (row % 4 === 0 ? '12.5' : ''),
    Notes: (row) => (row % 3 === 0 ? 'With "cables"' : ''),
  },
  members: {
    Campaign: (row) => at(CAMPAIGNS, row),
    Email: email,
    Status: (row) => at(['sent', 'responded', 'attended', 'Registered'], row),
    'Response Date': day,
  },
  tasks: {
    Subject: (row) => `Call back about order ${row}`,
    'Due Date': day,
    Priority: (row) => at(['high', 'normal', 'low'], row),
    Lead: email,
    Notes: (row) => (row % 3 === 0 ? 'Ask for the new address' : ''),
  },
  activities: {
    Type: (row) => at(['call', 'email', 'meeting', 'note'], row),
    At: (row) => `${day(row)}T${String(8 + (row % 10)).padStart(2, '0')}:30:00Z`,
    Subject: (row) => `Talk ${row}`,
    Body: (row) => (row % 2 ? 'They will decide in autumn' : ''),
    Lead: email,
  },
  calls: {
    start: (row) =>
      `${day(row)} ${String(8 + (row % 10)).padStart(2, '0')}:${String(row % 60).padStart(2, '0')}:00`,
    to: (row) => `+1${digits(row)}`,
    direction: () => 'outbound',
    billsec: (row) => `${row % 300}`,
    disposition: (row) => at(OUTCOMES, row),
    uniqueid: (row) => `call-${row}`,
  },
};
const { 'External ID': _, ...withoutIds } = FILES.leads;
FILES.dirty = { ...withoutIds, Phone: (row) => dirtyPhone(row) };
FILES.custom = {
  ...FILES.leads,
  ...Object.fromEntries(
    Array.from({ length: 20 }, (_, field) => [
      `Detail ${field + 1}`,
      (row) => (row % 2 ? `value ${row % 50}` : ''),
    ]),
  ),
};

/** The columns of a file that can be searched for. */
const SEARCHED = new Set([
  ...['First Name', 'Last Name', 'Company', 'Title', 'Email', 'Phone', 'Website', 'City', 'Description'],
  ...['Name', 'Industry', 'Product', 'Deal Name', 'Next Step', 'Subject', 'Notes', 'Body', 'disposition'],
]);

/** Columns of a file that have an index, those first by which records are found. */
const INDEXED = [
  ...[
    'External ID',
    'Order ID',
    'uniqueid',
    'Email',
    'Phone',
    'to',
    'Company',
    'Account',
    'Lead',
    'Name',
    'Last Name',
  ],
  ...[
    'Deal Name',
    'Product',
    'Order Date',
    'Subject',
    'Website',
    'Close Date',
    'Due Date',
    'At',
    'start',
    'Stage',
    'Type',
    'Priority',
  ],
  ...['City', 'Industry', 'Amount', 'disposition', 'direction', 'Body', 'Notes'],
];

/** The columns of a file by name, those that can be searched for, and those that have an index, at most so many. */
export function columnsOf(name, indexes) {
  const columns = Object.keys(FILES[name]);
  return {
    columns,
    searched: columns.filter((column) => SEARCHED.has(column) || column.startsWith('Detail')),
    indexed: INDEXED.filter((column) => columns.includes(column)).slice(0, indexes),
  };
}

/**
 * Writes a file of so many rows from row `from` on, the same every time. Of a dirty one, every tenth row is about the
 * person of an earlier row, with another phone or another company. `changed` has every second row change its title.
 */
export function generate(name, file, { rows, from = 0, changed = false, json = false }) {
  const columns = Object.entries(FILES[name]);
  const cellsOf = (row) => {
    const isRepeat = name === 'dirty' && row % REPEATED === REPEATED - 1;
    const meant = isRepeat ? row - 7 - (row > 100 ? Math.floor(row / 20) * 10 : 0) : row;
    return columns.map(([header, of]) => {
      if (isRepeat && header === (row % 20 === 9 ? 'Phone' : 'Company')) return of(row + 1);
      if (changed && header === 'Title' && row % 2) return 'Director';
      return of(Math.max(0, meant));
    });
  };
  const lineOf = (cells) =>
    json
      ? JSON.stringify(Object.fromEntries(columns.map(([header], index) => [header, cells[index]])))
      : cells.map(csvCell).join();
  const lines = function* () {
    let block = json ? '' : `${columns.map(([header]) => header).join()}\n`;
    for (let row = from; row < from + rows; row++) {
      block += `${lineOf(cellsOf(row))}\n`;
      if (block.length < 65_536) continue;
      yield block;
      block = '';
    }
    yield block;
  };
  return pipeline(Readable.from(lines()), createWriteStream(file));
}

function csvCell(text) {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
