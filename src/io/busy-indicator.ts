/** Time without output before the indicator appears, and between updates. */
const FIRST_SHOW_MS = 500;
const REDRAW_MS = 200;

const ERASE = String.raw`\r\x1b[K`;

/** States of the number that both threads share. */
const SILENT = 0;
const SHOWN = 1;
const OVER = 2;
const ERASED = 3;

/** How long to wait for the line to be erased, in milliseconds: a stopped terminal accepts nothing. */
const ERASE_TIMEOUT_MS = 1000;

/** Runs in a thread of its own. Ignores a closed terminal. */
const CODE = `
  const { workerData: state } = require('node:worker_threads');
  const { writeSync } = require('node:fs');
  const say = (text) => { try { writeSync(2, text); } catch {} };
  const start = Date.now();
  Atomics.wait(state, 0, ${SILENT}, ${FIRST_SHOW_MS});
  if (Atomics.compareExchange(state, 0, ${SILENT}, ${SHOWN}) === ${SILENT}) {
    do say('${ERASE}Working  ' + Math.round((Date.now() - start) / 1000) + ' s');
    while (Atomics.wait(state, 0, ${SHOWN}, ${REDRAW_MS}) === 'timed-out');
    say('${ERASE}');
    Atomics.store(state, 0, ${ERASED});
    Atomics.notify(state, 0);
  }`;

/**
 * Shows on stderr, a terminal, that the program works, after half a second. The database blocks this thread, so
 * another thread writes. Returns a function that ends it; call that before any output.
 */
export function startBusyIndicator(process: NodeJS.Process): () => void {
  const state = new Int32Array(new SharedArrayBuffer(4));
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  try {
    const worker = new Worker(CODE, { eval: true, workerData: state });
    worker.on('error', () => {});
    worker.unref();
  } catch {
    // No more threads available: work without the indicator.
    return () => {};
  }
  return () => {
    if (Atomics.compareExchange(state, 0, SILENT, OVER) !== SHOWN) {
      Atomics.notify(state, 0);
      return;
    }
    Atomics.store(state, 0, OVER);
    Atomics.notify(state, 0);
    Atomics.wait(state, 0, OVER, ERASE_TIMEOUT_MS);
  };
}
