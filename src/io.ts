import fs from 'node:fs';
import { failed, isCrmError } from './domain/errors.ts';
import { startBusyIndicator } from './io/busy-indicator.ts';
import { listenForHangup, listenForInterrupts, watchSignals } from './io/interrupts.ts';
import { keepBackground, keptBackground } from './io/kept-background.ts';
import { loginName } from './io/login.ts';
import { NoteOutput } from './io/notes.ts';
import { isNullDevice } from './io/null-device.ts';
import { FileOutput } from './io/output.ts';
import { backgroundOfVariable, type ColorWhen, styleDepth, type Theme } from './io/style-mode.ts';
import { suspendProcess } from './io/suspend.ts';
import type { IO } from './io/types.ts';
import { setZone } from './io/zone.ts';

/** The outside world of a real run; call `flush` before the process ends. */
export interface ProcessIO extends IO {
  readonly stdout: FileOutput;
}

/** Where the outputs go, as file descriptors. */
const STANDARD = { stdout: 1, stderr: 2 };

/** Connects the program to its process. Slow parts (tty, streams, signal handlers) are made on first use. */
export function makeIO(process: NodeJS.Process, descriptors = STANDARD): ProcessIO {
  const { env } = process;
  let style: { readonly color: ColorWhen; readonly theme: Theme } = { color: 'auto', theme: 'auto' };
  let interrupts: AbortController | undefined;
  let fillsTerminal = false;
  let stdinIsTTY: boolean | undefined;
  let sayOver = () => {};
  const endWait = () => {
    sayOver();
    sayOver = () => {};
  };
  const output = (fd: number, stream: () => NodeJS.WriteStream) =>
    new FileOutput({
      fd,
      stream,
      isTTY: () => isTerminal(process, fd),
      isClosed: () => wasClosed(process, fd),
      depth: (isTTY) => styleDepth(style.color, env, isTTY),
      env,
      before: endWait,
      console: process.platform === 'win32',
    });
  const interrupted = () => {
    interrupts ??= listenForInterrupts(process);
    return interrupts;
  };
  const stdout = output(descriptors.stdout, () => process.stdout);
  const stderr = output(descriptors.stderr, () => process.stderr);

  return {
    stdout,
    stderr: new NoteOutput(stderr, stdout),
    stdin: {
      get isTTY() {
        stdinIsTTY ??= isTerminal(process, 0);
        return stdinIsTTY;
      },
      bytes() {
        // The program that writes into the pipe may ask a question at the same terminal.
        endWait();
        return untilAborted(process.stdin, interrupted().signal);
      },
      stream: () => process.stdin,
    },
    startBusyIndicator() {
      sayOver = startBusyIndicator(process);
    },
    stopBusyIndicator: endWait,
    terminal() {
      endWait();
      if (!fillsTerminal) {
        listenForHangup(process, interrupted());
        // A screen runs for hours and every frame leaves garbage. Limits heap growth to this before a collection; by
        // default it would be a multiple of the heap.
        const v8 = process.getBuiltinModule('node:v8');
        v8.setFlagsFromString('--heap-growing-percent=40');
        // Compiled code saved at exit is valid only for the same flags.
        process.prependOnceListener('exit', () => v8.setFlagsFromString('--heap-growing-percent=0'));
      }
      fillsTerminal = true;
      return { stdin: process.stdin, stdout: process.stdout };
    },
    suspend: () => suspendProcess(process),
    env,
    platform: process.platform,
    get runtime() {
      const { platform, arch, versions } = process;
      return `${versions.bun ? `Bun ${versions.bun}` : `Node ${versions.node}`}, ${platform} ${arch}`;
    },
    get program(): readonly [string, ...string[]] {
      const { argv, execPath, versions } = process;
      const [, file] = argv;
      return versions.bun || file === undefined ? [execPath] : [execPath, file];
    },
    now: () => Date.now(),
    login: () => loginName(process),
    terminalName: () => terminalName(process),
    readFile: (path) => readExistingFile(path),
    get cwd() {
      return process.cwd();
    },
    get signal() {
      return interrupted().signal;
    },
    watchSignals: () => (interrupts ? { signal: interrupts.signal, stop() {} } : watchSignals(process)),
    setZone: (zone) => setZone(env, zone),
    setStyle: (chosen) => {
      style = chosen;
    },
    get theme() {
      return style.theme;
    },
    background() {
      const named = backgroundOfVariable(env.COLORFGBG);
      return named === 'unknown' ? keptBackground(process) : named;
    },
    keepBackground: (background) => keepBackground(process, background),
  };
}

/**
 * Checks with a system call first: loading Node's tty module takes 2 ms, and pipes, files and /dev/null are no
 * terminals.
 */
function isTerminal(process: NodeJS.Process, fd: number): boolean {
  try {
    const stats = fs.fstatSync(fd);
    if (!stats.isCharacterDevice() || isNullDevice(stats)) return false;
    return process.getBuiltinModule('node:tty').isatty(fd);
  } catch {
    return false;
  }
}

/** Octal flag of a descriptor open for reading and writing. */
const READ_WRITE_FLAG = 0o2;

/**
 * Whether this descriptor was closed when the program started. The runtime then opens /dev/null for reading and
 * writing in its place. A shell's `>/dev/null` is open only for writing; other programs that discard output open it
 * for both. The parent tells them apart: a shell that closes our output (`>&-`) keeps its own or has none.
 */
function wasClosed(process: NodeJS.Process, fd: number): boolean {
  if (process.platform !== 'linux' || !isNullForBoth('self', fd)) return false;
  try {
    const parent = String(process.ppid);
    if (isNullForBoth(parent, fd)) return false;
    const isOpenThere = fs.readdirSync(`/proc/${parent}/fd`).includes(String(fd));
    return !isOpenThere || SHELLS.test(fs.readFileSync(`/proc/${parent}/comm`, 'latin1').trim());
  } catch {
    return false;
  }
}

const SHELLS = /^(?:ba|da|a|z|k|mk|pdk|ya|fi|c|tc)?sh$|^(?:busybox|elvish|nu|pwsh|xonsh)$/;

/** Whether a process has /dev/null open under this descriptor, for reading and writing. */
function isNullForBoth(of: string, fd: number): boolean {
  try {
    if (fs.readlinkSync(`/proc/${of}/fd/${fd}`) !== '/dev/null') return false;
    const [, flags = ''] =
      /^flags:\s*([0-7]+)$/m.exec(fs.readFileSync(`/proc/${of}/fdinfo/${fd}`, 'latin1')) ?? [];
    return (Number.parseInt(flags, 8) & 0o3) === READ_WRITE_FLAG;
  } catch {
    return false;
  }
}

/** A terminal by its device, which all programs in a window share; else the parent, such as the shell of a script. */
function terminalName(process: NodeJS.Process): string {
  const fd = [0, 1, 2].find((each) => isTerminal(process, each));
  return fd === undefined ? `process ${process.ppid}` : `terminal ${fs.fstatSync(fd).rdev}`;
}

const MAX_TEXT_BYTES = 1024 * 1024;

function readExistingFile(path: string): string | undefined {
  try {
    const stats = fs.statSync(path);
    // A pipe may never end, and a device may have no end.
    if (!stats.isFile() && !stats.isDirectory() && !isNullDevice(stats))
      throw failed(`cannot read "${path}": it is not a file`, 'Put a text file in its place.');
    if (stats.size > MAX_TEXT_BYTES)
      throw failed(`cannot read "${path}": it is larger than 1 MB`, 'Put a text file in its place.');
    return fs.readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    if (isCrmError(error)) throw error;
    throw failed(`cannot read "${path}": ${(error as Error).message}`);
  }
}

/** A stream that fails with the signal's reason when the signal comes, since its data may never arrive. */
function untilAborted(stream: NodeJS.ReadStream, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const breakOff = () => stream.destroy(signal.reason);
  signal.addEventListener('abort', breakOff);
  stream.once('close', () => signal.removeEventListener('abort', breakOff));
  return stream as AsyncIterable<Uint8Array>;
}
