import { copyFileSync, cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInNouns } from '../../src/nouns/index.ts';
import { crm } from './program.ts';

const ANSWER = `From: Priya Raman <priya.raman@lakeside-cold-storage.example>
Message-ID: <a@lakeside-cold-storage.example>
Subject: Hello

Hello
`;

/** Files that examples name and the demo has no records for. */
const FURTHER_FILES: Readonly<Record<string, string>> = {
  'links.csv': 'Name,Link,Account\nPrice list,https://example.com/prices,Acme\n',
  'offer.pdf': 'an offer',
  'offer-2.pdf': 'another offer',
  'photo-1.jpg': 'a photo',
  'photo-2.jpg': 'another photo',
  'orders_export.csv':
    'Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name\n' +
    '#1001,ann@example.test,paid,USD,20.00,5.00,2.00,27.00,0.00,2026-02-01 10:00:00 -0500,2,Meter X,10.00,Ann Lee\n',
  'answer.eml': ANSWER,
  'archive.mbox': `From x Mon Jan  5 10:00:00 2026\n${ANSWER}`,
  'calendar.csv':
    'Subject,Start Date,Start Time,End Date,End Time,Required Attendees,Location\n' +
    'Review,3/25/2026,2:30:00 PM,3/25/2026,3:00:00 PM,Ann Lee; Bob Roe,Room 2\n',
};

/** Options before the name of a file that a line writes. */
const WRITTEN = /(?:-o|--output|>) (\S+)/g;

/** A demo, and the files that the lines of help and of the guide read, made once for all folders. */
export interface DemoFolders {
  /** The database of the demo. */
  readonly path: string;
  /** Makes a folder with a copy of the demo, `crm.db`, and the files that the line reads. */
  readonly folderFor: (line: string) => { readonly cwd: string; readonly db: string };
}

/** Makes a demo in the home, and exports its records as the guide describes. */
export async function makeDemoFolders(home: string): Promise<DemoFolders> {
  const path = join(home, 'demo.db');
  await crm(['demo', '--path', path], { home });
  const read = async (...args: string[]) => (await crm(args, { home, db: path })).stdout;
  const records = new Map<string, string>();
  for (const noun of builtInNouns().names)
    records.set(noun === 'activity' ? 'activities.csv' : `${noun}s.csv`, await read(noun, 'export'));
  const [called] = JSON.parse(await read('lead', 'list', '--status', 'new', '--limit', '1', '--json'));
  records.set('calls.csv', `date,to,duration\n2026-03-02 10:00,${called.phone},95\n`);
  return { path, folderFor };

  function folderFor(line: string) {
    const cwd = mkdtempSync(join(home, 'folder-'));
    // Output files do not exist yet: an existing one is replaced only with --force.
    const outputs = new Set([...line.matchAll(WRITTEN)].map(([, name]) => name));
    const readsFolder = line.split(' ').includes('.');
    for (const [name, text] of records)
      if (!outputs.has(name) && (readsFolder || line.includes(name))) writeFileSync(join(cwd, name), text);
    for (const [name, text] of Object.entries(FURTHER_FILES))
      if (line.includes(name)) writeFileSync(join(cwd, name), text);
    const db = join(cwd, 'crm.db');
    copyFileSync(path, db);
    cpSync(`${path}-files`, `${db}-files`, { recursive: true });
    return { cwd, db };
  }
}
