import { PassThrough } from 'node:stream';
import xterm from '@xterm/headless';
import { onTestFinished } from 'vitest';
import type { IO } from '../../src/io/types.ts';

/** A terminal of that many columns and rows for a screen that runs in the test itself. */
export interface Rendered {
  /** The render options of the screen. */
  readonly io: IO;
  /** Everything written so far. */
  readonly raw: string;
  /** The visible text. */
  screen(): string;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
}

export function rendered(columns: number, rows: number): Rendered {
  const terminal = new xterm.Terminal({ cols: columns, rows, convertEol: true, allowProposedApi: true });
  onTestFinished(() => terminal.dispose());
  let raw = '';
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns, rows });
  stdout.setEncoding('utf8');
  stdout.on('data', (text: string) => {
    raw += text;
    terminal.write(text);
  });
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    ref: () => stdin,
    unref: () => stdin,
  });
  const streams = { stdin, stdout } as unknown as ReturnType<IO['terminal']>;
  return {
    io: {
      env: {},
      theme: 'auto',
      background: () => 'unknown',
      stdout: { depth: 'plain' },
      now: () => Date.now(),
      terminal: () => streams,
      signal: new AbortController().signal,
    } as IO,
    get raw() {
      return raw;
    },
    screen: () =>
      Array.from(
        { length: terminal.rows },
        (_, row) =>
          terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row)?.translateToString(true) ??
          '',
      )
        .join('\n')
        .trimEnd(),
    type: (keys) => {
      stdin.write(keys);
    },
    resize: (newColumns, newRows) => {
      terminal.resize(newColumns, newRows);
      Object.assign(stdout, { columns: newColumns, rows: newRows });
      stdout.emit('resize');
    },
  };
}
