/** The quotes that are open at a position of a command line. */
export type Quoting = 'none' | 'single' | 'double' | 'ansi';

/** A command line up to the cursor, parsed as its shell does, without expansion. */
export interface ShellLine {
  /** The words without quotes; the last one is being typed and may be empty. */
  readonly words: readonly string[];
  /** The quotes that are open at the cursor. */
  readonly quoting: Quoting;
  /** Whether the last word is the file of a redirection. */
  readonly redirects: boolean;
}

/** Resolves a backslash escape: its text, and the number of characters it takes. */
type Escape = (
  line: string,
  at: number,
  quoting: Quoting,
) => { readonly text: string; readonly length: number };

interface Grammar {
  readonly readEscape: Escape;
  /** Whether `$'…'` and `$"…"` are quotes too. */
  readonly dollarQuotes: boolean;
}

/** Parses a line of bash. Returns only the last of several commands. */
export function readBashLine(line: string): ShellLine {
  return readLine(line, { readEscape: escapeOfBash, dollarQuotes: true });
}

/** Parses a line of fish. Returns only the last of several commands. */
export function readFishLine(line: string): ShellLine {
  return readLine(line, { readEscape: escapeOfFish, dollarQuotes: false });
}

function readLine(line: string, { readEscape, dollarQuotes }: Grammar): ShellLine {
  let words: string[] = [];
  /** The current word; null between words. */
  let word: string | null = null;
  let quoting: Quoting = 'none';
  let redirects = false;
  const endWord = () => {
    if (word === null) return;
    if (!redirects) words.push(word);
    [word, redirects] = [null, false];
  };
  for (let at = 0; at < line.length; at++) {
    const char = line[at] as string;
    if (char === '\\') {
      const { text, length } = readEscape(line, at, quoting);
      // A backslash before a line break joins two lines.
      if (text !== '' || length === 1) word = (word ?? '') + text;
      at += length - 1;
    } else if (quoting !== 'none') {
      if (char === CLOSING[quoting]) quoting = 'none';
      else word = (word ?? '') + char;
    } else if (char === "'" || char === '"') {
      [word, quoting] = [word ?? '', char === "'" ? 'single' : 'double'];
    } else if (dollarQuotes && char === '$' && /['"]/.test(line[at + 1] ?? '')) {
      at++;
      [word, quoting] = [word ?? '', line[at] === "'" ? 'ansi' : 'double'];
    } else if (/\s/.test(char)) {
      endWord();
      if (char === '\n') words = [];
    } else if (/[;|&()]/.test(char)) {
      // `>&` and `&>` belong to a redirection.
      if (char === '&' && (redirects || line[at + 1] === '>')) continue;
      endWord();
      [words, redirects] = [[], false];
    } else if (char === '<' || char === '>') {
      // `2>` names a stream and is not a word.
      if (word !== null && /^\d+$/.test(word)) word = null;
      endWord();
      redirects = true;
    } else word = (word ?? '') + char;
  }
  return { words: [...words, word ?? ''], quoting, redirects };
}

const CLOSING = { single: "'", double: '"', ansi: "'" } as const;

const escapeOfBash: Escape = (line, at, quoting) => {
  const next = line[at + 1];
  if (quoting === 'single') return { text: '\\', length: 1 };
  if (next === undefined) return { text: '', length: 1 };
  if (quoting === 'ansi') return escapeInAnsi(line, at);
  if (next === '\n') return { text: '', length: 2 };
  if (quoting === 'double' && !/["$`\\]/.test(next)) return { text: '\\', length: 1 };
  return { text: next, length: 2 };
};

const NAMED: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
};

/** `\n`, `\x1b`, `\u202e`, and bytes in octal or hexadecimal, of which several may form a UTF-8 character. */
function escapeInAnsi(line: string, at: number): { text: string; length: number } {
  const rest = line.slice(at);
  const [bytes] = /^(?:\\[0-7]{1,3}|\\x[\da-f]{1,2})+/i.exec(rest) ?? [];
  if (bytes !== undefined) {
    const numbers = [...bytes.matchAll(/\\(?:x([\da-f]+)|([0-7]+))/gi)].map(([, hex, octal]) =>
      hex === undefined ? Number.parseInt(octal as string, 8) : Number.parseInt(hex, 16),
    );
    return { text: new TextDecoder().decode(Uint8Array.from(numbers)), length: bytes.length };
  }
  return escapeOfCode(rest) ?? { text: NAMED[rest[1] as string] ?? (rest[1] as string), length: 2 };
}

/** `\u202e` and `\U0001f600`. */
function escapeOfCode(text: string): { text: string; length: number } | null {
  const [whole, short, long] = /^\\(?:u([\da-f]{1,4})|U([\da-f]{1,8}))/i.exec(text) ?? [];
  if (whole === undefined) return null;
  const code = Number.parseInt((short ?? long) as string, 16);
  return code > 0x10ffff ? null : { text: String.fromCodePoint(code), length: whole.length };
}

const escapeOfFish: Escape = (line, at, quoting) => {
  const next = line[at + 1];
  if (next === undefined) return { text: '', length: 1 };
  if (quoting === 'single') return /['\\]/.test(next) ? { text: next, length: 2 } : { text: '\\', length: 1 };
  if (next === '\n') return { text: '', length: 2 };
  if (quoting === 'double')
    return /["$\\]/.test(next) ? { text: next, length: 2 } : { text: '\\', length: 1 };
  if (/[xX0-7uUnrtabefv]/.test(next)) return escapeInAnsi(line, at);
  if (next === 'c' && line[at + 2] !== undefined)
    return { text: String.fromCharCode((line.charCodeAt(at + 2) & 0x1f) >>> 0), length: 3 };
  return { text: next, length: 2 };
};
