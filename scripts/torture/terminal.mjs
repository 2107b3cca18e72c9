import pty from '@lydell/node-pty';
import { environment } from './program.mjs';

/** Runs a program in a terminal of its own. `raw` is every byte it wrote there. */
export function openTerminal(program, args, place, { cols = 120, rows = 40 } = {}) {
  const child = pty.spawn(program.command, [...program.before, ...args], {
    name: 'xterm-256color',
    cols,
    rows,
    cwd: place.cwd,
    env: { ...environment(place), PAGER: '' },
  });
  const terminal = { raw: '', type: (keys) => child.write(keys), kill: (signal) => child.kill(signal) };
  let heard = () => undefined;
  child.onData((text) => {
    terminal.raw += text;
    // Where the cursor is, as a terminal answers.
    if (text.includes('\u001b[6n')) child.write('\u001b[1;1R');
    heard();
  });
  terminal.exit = new Promise((done) =>
    child.onExit(({ exitCode, signal }) => done({ code: exitCode, signal })),
  );
  /** Waits until nothing more is written for so many milliseconds. */
  terminal.quiet = (pause = 400) =>
    new Promise((done) => {
      let timer = setTimeout(done, pause * 4);
      heard = () => {
        clearTimeout(timer);
        timer = setTimeout(done, pause);
      };
      terminal.exit.then(done);
    });
  return terminal;
}
