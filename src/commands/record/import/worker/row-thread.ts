/** A thread of its own that reads a file, and prepares its rows, while another writes. */
import { isDeepStrictEqual } from 'node:util';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { failed, isCrmError } from '../../../../domain/errors.ts';
import { makePhoneReader } from '../../../../domain/phones.ts';
import { findPreset } from '../../../../formats/presets/index.ts';
import { openTable, type TableRow } from '../../../../formats/table.ts';
import { makeReader } from '../../../../formats/values.ts';
import { LeadPreparer } from '../../../../store/import/fast-path/matchable-lead.ts';
import { CellReader } from '../cell-reader.ts';
import { inferFormats } from '../infer-formats.ts';
import { openFileSource } from '../source.ts';
import { READ_AHEAD, type WorkerHint, type WorkerJob, type WorkerMessage } from './protocol.ts';
import { packRows } from './row-codec.ts';

/** Rows handed over at once: so few that their texts are not among what is large, which is kept longer than it lasts. */
const BATCH = 100;

void run(workerData as WorkerJob, parentPort as MessagePort);

async function run(job: WorkerJob, port: MessagePort): Promise<void> {
  const say = (said: WorkerMessage) => port.postMessage(said);
  try {
    const skipped = await read(job, port, say);
    say({ kind: 'end', skipped });
  } catch (error) {
    if (!isCrmError(error)) throw error;
    const { kind, message, hints } = error;
    say({ kind: 'error', error: { kind, message, hints } });
  } finally {
    port.unref();
  }
}

/** Returns how many lines are no records. */
async function read(job: WorkerJob, port: MessagePort, say: (said: WorkerMessage) => void): Promise<number> {
  const { options, mapping, fed, system } = job;
  const { encoding, delimiter, dateFormat } = options;
  const source = openFileSource(job.path, job.shown);
  const table = await openTable(source.bytes, { encoding, delimiter, name: source.name });
  // Whoever mapped the columns has opened the file before: another may have been put in its place meanwhile.
  if (!isDeepStrictEqual(table.headers, job.headers))
    throw failed(`"${job.shown}" was replaced while it was read`, 'Import it when no program is writing it');
  const values = await makeReader(job.values);
  const preset = job.preset === null ? null : findPreset(job.preset);
  const cells = new CellReader({ noun: 'lead', mapping, preset, own: false, dateFormat, values });
  const { survey } = cells;
  const { read: readPhone } = await makePhoneReader(job.country);
  const preparer = new LeadPreparer({ fed, system, readPhone });
  let wanted: WorkerHint = { prepare: true };
  const prepare = (row: TableRow) => {
    const said = cells.saidAtOnce(row);
    if (said === null || said.foreign.length > 0) return null;
    return wanted.prepare ? preparer.prepare(said.values) : preparer.said(said.values);
  };

  let ahead = 0;
  let taken = () => {};
  port.on('message', (told: WorkerHint) => {
    wanted = told;
    ahead--;
    taken();
  });
  const batches = survey ? await inferFormats({ source, table, options, survey }) : table.batches;
  for await (const batch of batches) {
    for (let at = 0; at < batch.length; at += BATCH) {
      const rows = packRows(batch.slice(at, at + BATCH).map((row) => ({ row, lead: prepare(row) })));
      say({ kind: 'rows', rows, bytes: source.read() });
      if (++ahead < READ_AHEAD) continue;
      await new Promise<void>((resolve) => {
        taken = resolve;
      });
    }
  }
  return table.skipped();
}
