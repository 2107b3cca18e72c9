import type { Background } from '../../../io/style-mode.ts';
import { filterKeyboard } from './keyboard.ts';

/** Asks for the colour of the background, then for the kind of terminal, which every terminal answers. */
const QUESTION = '\u001b]11;?\u001b\\\u001b[c';

/** How long a terminal may take to answer, in milliseconds. */
const PATIENCE_MS = 100;

/** Asks the terminal to say when its background changes, and to stop. */
export const WATCH = '\u001b[?2031h';
export const UNWATCH = '\u001b[?2031l';

/** The colour of the background; its three parts have one to four hexadecimal digits. */
const COLOR = String.raw`\x1b\]11;rgba?:([\da-f]{1,4})/([\da-f]{1,4})/([\da-f]{1,4})[^\x07\x1b]*(?:\x07|\x1b\\)`;
/** The kind of terminal. */
const KIND = String.raw`\x1b\[\?[\d;]*c`;
/** What a terminal says that has changed between dark (1) and light (2). */
const CHANGE = String.raw`\x1b\[\?997;([12])n`;
/** The beginning of a colour whose end has not come yet. */
const BEGINNING = String.raw`\x1b\](?:1(?:1(?:;[^\x07\x1b]*\x1b?)?)?)?$`;

type Keyboard = NodeJS.ReadStream;

/** What a terminal has said, and what was typed meanwhile. */
interface TerminalAnswers {
  readonly background: Background;
  /** Whether it has said of which kind it is, and so everything that was asked. */
  readonly isComplete: boolean;
  readonly typed: string;
}

/** Parts answers of a terminal from what was typed. */
export function hearAnswers(text: string): TerminalAnswers {
  let background: Background = 'unknown';
  let isComplete = false;
  const typed = text.replace(
    new RegExp(`${COLOR}|(${KIND})|${CHANGE}`, 'gi'),
    (_, red?: string, green?: string, blue?: string, kind?: string, change?: string) => {
      if (red !== undefined) background = backgroundOf([red, green ?? '', blue ?? '']);
      if (change !== undefined) background = change === '1' ? 'dark' : 'light';
      if (kind !== undefined) isComplete = true;
      return '';
    },
  );
  return { background, isComplete, typed };
}

/** Light from half of the luminance on. */
function backgroundOf(parts: readonly string[]): Background {
  const [red = 0, green = 0, blue = 0] = parts.map(
    (part) => Number.parseInt(part, 16) / (16 ** part.length - 1),
  );
  return 0.2126 * red ** 2.2 + 0.7152 * green ** 2.2 + 0.0722 * blue ** 2.2 > 0.5 ? 'light' : 'dark';
}

/**
 * Asks a terminal for its background. `unknown` where it does not say in time; keys that were typed meanwhile stay to be
 * read. The terminal is in raw mode afterwards.
 */
export async function askBackground(stdin: Keyboard, stdout: NodeJS.WriteStream): Promise<Background> {
  stdin.setRawMode(true);
  let text = '';
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, PATIENCE_MS);
  const read = () => {
    // Bytes as they are: a character may come in two pieces.
    for (let chunk = stdin.read() as Buffer | null; chunk !== null; chunk = stdin.read() as Buffer | null)
      text += chunk.toString('latin1');
    if (hearAnswers(text).isComplete) resolve();
  };
  stdin.on('readable', read);
  stdin.once('end', resolve);
  stdout.write(QUESTION);
  await promise;
  clearTimeout(timer);
  stdin.off('readable', read);
  stdin.off('end', resolve);
  const { background, typed } = hearAnswers(text);
  if (typed !== '') stdin.unshift(Buffer.from(typed, 'latin1'));
  return background;
}

/**
 * The keyboard without what the terminal says by itself: an answer that comes late, and that its background has changed.
 */
export function withoutAnswers(stdin: Keyboard, onBackground: (background: Background) => void): Keyboard {
  let held = '';
  return filterKeyboard(stdin, (text) => {
    const heard = hearAnswers(held + text);
    if (heard.background !== 'unknown') onBackground(heard.background);
    const cut = heard.typed.search(new RegExp(BEGINNING));
    held = cut < 0 ? '' : heard.typed.slice(cut);
    return cut < 0 ? heard.typed : heard.typed.slice(0, cut);
  });
}
