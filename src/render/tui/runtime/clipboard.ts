import type { IO } from '../../../io/types.ts';

/** Puts text into the clipboard of the terminal (OSC 52), also over ssh; one that does not allow it does nothing. */
export function copyText(io: IO, text: string): void {
  io.terminal().stdout.write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`);
}
