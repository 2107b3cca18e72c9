import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { CrmError } from '../../../../domain/errors.ts';
import type { WorkerHint, WorkerJob, WorkerMessage } from './protocol.ts';
import { unpackRows, type WorkerRow } from './row-codec.ts';

/** Where the build has put the thread's code, from the folder of ours; nowhere when there is no build. */
declare const ROW_THREAD: string | undefined;

/** A file of so many bytes is worth a thread, which takes a moment to begin. */
const LARGE = 4 * 1024 * 1024;

/** Next to nothing that the thread makes lasts. */
const YOUNG_MB = 16;

/** A file that another thread reads, ahead of who takes its rows. */
export interface WorkerClient {
  readonly batches: AsyncIterable<readonly WorkerRow[]>;
  /** Bytes read for the rows so far. */
  bytes(): number;
  /** Lines that are no records, once all rows are read. */
  skipped(): number;
  /** Whether leads are to come prepared from now on; at first they do. */
  prepare(wanted: boolean): void;
}

/** Whether a file of so many bytes is read by a thread. */
export function isWorthThread(size: number): boolean {
  return size >= LARGE && typeof ROW_THREAD === 'string';
}

/** Has a thread read a file. While rows are taken it throws what reading them does. */
export function makeWorkerClient(job: WorkerJob): WorkerClient {
  let bytes = 0;
  let skipped = 0;
  let wish: WorkerHint = { prepare: true };
  const batches = async function* () {
    const worker = new Worker(path.join(import.meta.dirname, ROW_THREAD as string), {
      workerData: job,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    try {
      for await (const said of messages(worker)) {
        if (said.kind === 'error') throw new CrmError(said.error.kind, said.error.message, said.error.hints);
        if (said.kind === 'end') {
          skipped = said.skipped;
          return;
        }
        bytes = said.bytes;
        yield unpackRows(said.rows);
        worker.postMessage(wish);
      }
    } finally {
      await worker.terminate();
    }
  };
  return {
    batches: batches(),
    bytes: () => bytes,
    skipped: () => skipped,
    prepare: (wanted) => {
      wish = { prepare: wanted };
    },
  };
}

/** What a thread says, one after the other. Throws what ended it. */
async function* messages(worker: Worker): AsyncGenerator<WorkerMessage> {
  const waiting: WorkerMessage[] = [];
  let failure: unknown;
  let wake = () => {};
  worker.on('message', (said: WorkerMessage) => {
    waiting.push(said);
    wake();
  });
  worker.on('error', (error) => {
    failure = error;
    wake();
  });
  worker.on('exit', (code) => {
    failure ??= new Error(`the thread that reads the file ended with ${code}`);
    wake();
  });
  for (;;) {
    const said = waiting.shift();
    if (said) yield said;
    else if (failure !== undefined) throw failure;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
}
