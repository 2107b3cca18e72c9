import { MOUSE_OFF, MOUSE_ON } from './mouse.ts';

/** Shows the other screen of a terminal, and brings back what was on it before. */
const ENTER = '\u001b[?1049h';
const LEAVE = '\u001b[?1049l';
/** To the first column of the first line, and everything from there on erased. */
const ERASE = '\u001b[H\u001b[J';

/** The other screen of a terminal, and its mouse, which is never left on. */
export interface AltScreen {
  readonly stdout: NodeJS.WriteStream;
  /** Turns the mouse on or off, as long as the other screen is shown, and whenever it is shown again. */
  setMouse(isOn: boolean): void;
}

/**
 * The terminal, its other screen blank whenever it is left, in whatever way: some (tmux) keep lines of one that was
 * resized, and would show them above the prompt. It begins at the top left, where it is drawn, whenever it is entered:
 * terminals leave the cursor where the text of the first screen ended.
 */
export function altScreen(terminal: NodeJS.WriteStream): AltScreen {
  let hasMouse = false;
  const write: NodeJS.WriteStream['write'] = (data: string | Uint8Array, ...rest: unknown[]) => {
    const text =
      data === LEAVE
        ? (hasMouse ? MOUSE_OFF : '') + ERASE + LEAVE
        : typeof data === 'string' && data.startsWith(ENTER)
          ? ENTER + ERASE + data.slice(ENTER.length) + (hasMouse ? MOUSE_ON : '')
          : data;
    return (terminal.write as (...all: unknown[]) => boolean)(text, ...rest);
  };
  const stdout = new Proxy(terminal, {
    get(_, name) {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(terminal, name);
      return typeof value === 'function' ? value.bind(terminal) : value;
    },
  });
  return {
    stdout,
    setMouse(isOn) {
      if (isOn === hasMouse) return;
      hasMouse = isOn;
      terminal.write(isOn ? MOUSE_ON : MOUSE_OFF);
    },
  };
}
