/** Brings back what was on the terminal before its other screen was shown. */
const LEAVE = '\u001b[?1049l';
/** To the first column of the first line, and everything from there on erased. */
const ERASE = '\u001b[H\u001b[J';

/**
 * The terminal, its other screen blank whenever it is left: some (tmux) keep lines of one that was resized, and would
 * show them above the prompt.
 */
export function clearAltScreen(terminal: NodeJS.WriteStream): NodeJS.WriteStream {
  const write: NodeJS.WriteStream['write'] = (data: string | Uint8Array, ...rest: unknown[]) =>
    (terminal.write as (...all: unknown[]) => boolean)(data === LEAVE ? ERASE + LEAVE : data, ...rest);
  return new Proxy(terminal, {
    get(_, name) {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(terminal, name);
      return typeof value === 'function' ? value.bind(terminal) : value;
    },
  });
}
