/** Milliseconds without a word after which it is said that the program works, and between two times that is said. */
const PATIENCE = 500;
const REDRAW = 200;

const ERASE = String.raw`\r\x1b[K`;

/** What the one number that both threads see says. */
const SILENT = 0;
const SHOWN = 1;
const OVER = 2;
const ERASED = 3;

/** How long an erased line is waited for, in milliseconds: a terminal that is held takes nothing. */
const ENOUGH = 1000;

/** Runs in a thread of its own. A terminal that is gone is nothing to it. */
const CODE = `
  const { workerData: state } = require('node:worker_threads');
  const { writeSync } = require('node:fs');
  const say = (text) => { try { writeSync(2, text); } catch {} };
  const start = Date.now();
  Atomics.wait(state, 0, ${SILENT}, ${PATIENCE});
  if (Atomics.compareExchange(state, 0, ${SILENT}, ${SHOWN}) === ${SILENT}) {
    do say('${ERASE}Working  ' + Math.round((Date.now() - start) / 1000) + ' s');
    while (Atomics.wait(state, 0, ${SHOWN}, ${REDRAW}) === 'timed-out');
    say('${ERASE}');
    Atomics.store(state, 0, ${ERASED});
    Atomics.notify(state, 0);
  }`;

/**
 * Says on the terminal of standard error that the program works, once half a second goes by. The database answers in one
 * piece, in which nothing else of this thread has a turn: another thread says it. Returns what ends that, and has to be
 * called before anything is written.
 */
export function startBusyIndicator(process: NodeJS.Process): () => void {
  const state = new Int32Array(new SharedArrayBuffer(4));
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  try {
    const worker = new Worker(CODE, { eval: true, workerData: state });
    worker.on('error', () => {});
    worker.unref();
  } catch {
    // There may be no more threads: the work is done without a word.
    return () => {};
  }
  return () => {
    if (Atomics.compareExchange(state, 0, SILENT, OVER) !== SHOWN) {
      Atomics.notify(state, 0);
      return;
    }
    Atomics.store(state, 0, OVER);
    Atomics.notify(state, 0);
    Atomics.wait(state, 0, OVER, ENOUGH);
  };
}
