import type { IO, Output } from '../../src/io/types.ts';
import type { Settings } from '../../src/settings.ts';

/** An output that keeps the written text. */
export interface FakeOutput extends Output {
  readonly text: string;
}

export function fakeOutput({ isTTY = false, columns = 80, color = false } = {}): FakeOutput {
  let text = '';
  return {
    isTTY,
    columns,
    color,
    write(more) {
      text += more;
    },
    drain: async () => {},
    get text() {
      return text;
    },
  };
}

export interface FakeIO extends IO {
  readonly stdout: FakeOutput;
  readonly stderr: FakeOutput;
}

/** Streams of a terminal of that many columns, or of a pipe if not given. */
export function fakeIO(columns?: number, { color = false, env = { PAGER: '' } as IO['env'] } = {}): FakeIO {
  const isTTY = columns !== undefined;
  return {
    stdout: fakeOutput({ isTTY, color, columns: columns ?? 80 }),
    stderr: fakeOutput({ isTTY, color, columns: columns ?? 80 }),
    stdin: {
      isTTY,
      async *bytes() {},
      stream: () => {
        throw new Error('there is no keyboard');
      },
    },
    terminal: () => {
      throw new Error('there is no terminal');
    },
    startBusyIndicator() {},
    stopBusyIndicator() {},
    env,
    platform: 'linux',
    runtime: 'Node 26.0.0, linux x64',
    cwd: '/',
    signal: new AbortController().signal,
    watchSignals: () => ({ signal: new AbortController().signal, stop: () => {} }),
    now: () => 0,
    login: () => 'tester',
    terminalName: () => 'terminal 1',
    readFile: () => undefined,
    setZone() {},
    setColor() {},
  };
}

export function settingsWith(some: Partial<Settings> = {}): Settings {
  return {
    db: ':memory:',
    format: undefined,
    requestedFormat: undefined,
    columns: undefined,
    header: true,
    yes: false,
    quiet: false,
    force: false,
    excel: false,
    delimiter: ',',
    ...some,
  };
}
