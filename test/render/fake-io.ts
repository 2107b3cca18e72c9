import type { StyleDepth } from '../../src/io/style-mode.ts';
import type { IO, Output } from '../../src/io/types.ts';
import type { Settings } from '../../src/settings.ts';

/** An output that keeps the written text. */
export interface FakeOutput extends Output {
  readonly text: string;
}

export function fakeOutput({ isTTY = false, columns = 80, depth = 'plain' as StyleDepth } = {}): FakeOutput {
  let text = '';
  return {
    isTTY,
    columns,
    depth,
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
export function fakeIO(
  columns?: number,
  { depth = 'plain' as StyleDepth, env = { PAGER: '' } as IO['env'] } = {},
): FakeIO {
  const isTTY = columns !== undefined;
  return {
    stdout: fakeOutput({ isTTY, depth, columns: columns ?? 80 }),
    stderr: fakeOutput({ isTTY, depth, columns: columns ?? 80 }),
    stdin: {
      isTTY,
      async *bytes() {},
      stream: () => {
        throw new Error('there is no keyboard');
      },
    },
    suspend: async () => {},
    terminal: () => {
      throw new Error('there is no terminal');
    },
    startBusyIndicator() {},
    stopBusyIndicator() {},
    env,
    platform: 'linux',
    runtime: 'Node 26.0.0, linux x64',
    program: ['crm'],
    cwd: '/',
    signal: new AbortController().signal,
    watchSignals: () => ({ signal: new AbortController().signal, stop: () => {} }),
    now: () => 0,
    login: () => 'tester',
    terminalName: () => 'terminal 1',
    readFile: () => undefined,
    setZone() {},
    setStyle() {},
    theme: 'auto',
    background: () => 'dark',
    keepBackground() {},
  };
}

export function settingsWith(some: Partial<Settings> = {}): Settings {
  return {
    db: ':memory:',
    format: undefined,
    requestedFormat: undefined,
    isPage: false,
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
