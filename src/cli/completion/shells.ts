import { shellQuote, splitOpenLine } from '../../domain/split-line.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import { type Answer, keepTyped } from './answer.ts';
import { quoteForBash, quoteForPowerShell } from './quoting.ts';
import { readBashLine, readFishLine } from './shell-line.ts';

/** What a shell asks: the words after `crm`, without quotes; the last one is being typed. */
export interface Question {
  readonly words: readonly string[];
  /** Whether the shell completes the file of a redirection. */
  readonly redirects?: boolean;
  /** Writes the answer in the format of the shell's script. */
  write(answer: Answer): string;
}

/**
 * How each shell's script asks and is answered; see src/commands/completion/scripts. `screen` is the command line of a
 * full screen.
 */
export const SHELLS: Readonly<Record<string, (args: readonly string[]) => Question>> = {
  bash: readBashQuestion,
  zsh: readZshQuestion,
  fish: readFishQuestion,
  powershell: readPowerShellQuestion,
  screen: readScreenQuestion,
};

const NUL = '\0';

/**
 * bash passes the line up to the cursor, readline's word separators, and the completion type. The answer is a line
 * `files`, `goes-on` or empty, then one line per candidate: the text for the part of the word that readline treats as
 * the word.
 */
function readBashQuestion([line = '', breaks = '', type = '']: readonly string[]): Question {
  const { words, redirects } = readBashLine(line);
  const start = readlineWordStart(line, breaks);
  const before = readBashLine(line.slice(0, start));
  // The text between the start of the word and readline's part is not repeated.
  const head = before.words.at(-1) ?? '';
  const typed = words.at(-1) ?? '';
  return {
    words: words.slice(1),
    redirects,
    write({ candidates, filesAfter, goesOn }) {
      const fitting = keepTyped(candidates, typed).filter(({ value }) => value.startsWith(head));
      const isListed = fitting.length > 1 && LISTING_TYPES.has(type);
      const lines = fitting.map(({ value, description }) => {
        const text = quoteForBash(value.slice(head.length), before.quoting);
        return isListed && description ? `${text}  (${sanitize(description)})` : text;
      });
      return [filesAfter === undefined ? (goesOn ? 'goes-on' : '') : 'files', ...lines, ''].join('\n');
    },
  };
}

/** Values of COMP_TYPE with which bash only lists candidates, so that descriptions can be shown. */
const LISTING_TYPES: ReadonlySet<string> = new Set(['63', '33', '64']);

/** Start of the text that readline replaces: after an open quote, else after a word separator. */
function readlineWordStart(line: string, breaks: string): number {
  let open = '';
  let start = -1;
  /** Positions of quoted characters, including the quotes. */
  const quoted = new Set<number>();
  for (let at = 0; at < line.length; at++) {
    const char = line[at] as string;
    if (char === '\\' && open !== "'") quoted.add(++at);
    else if (open !== '') {
      quoted.add(at);
      if (char === open) [open, start] = ['', -1];
    } else if (char === "'" || char === '"') {
      quoted.add(at);
      [open, start] = [char, at + 1];
    }
  }
  if (open !== '') return start;
  let at = line.length - 1;
  while (at >= 0 && (quoted.has(at) || !breaks.includes(line[at] as string))) at--;
  // readline keeps these at the start of the word, as they may mark its kind.
  return line[at] === '@' || line[at] === '$' ? at : at + 1;
}

/**
 * zsh passes the words without quotes and quotes the insertion itself. The answer, each part ended by a NUL, is
 * `files`, `goes-on`, `replace` (the insertion does not begin with the typed text) or nothing, then for each
 * candidate its value and the text of the list.
 */
function readZshQuestion(words: readonly string[]): Question {
  const typed = words.at(-1) ?? '';
  return {
    words,
    write({ candidates, filesAfter, goesOn }) {
      const fitting = keepTyped(candidates, typed);
      const flag = fitting.some(({ value }) => !value.startsWith(typed))
        ? 'replace'
        : goesOn
          ? 'goes-on'
          : '';
      const width = Math.max(0, ...fitting.map(({ value }) => sanitize(value).length));
      const parts = fitting.flatMap(({ value, description }) => [
        value,
        listEntry(value, description, width),
      ]);
      return [filesAfter === undefined ? flag : 'files', ...parts, ''].join(NUL);
    },
  };
}

/** The list entry of a candidate. */
function listEntry(value: string, description: string | undefined, width: number): string {
  const text = sanitize(value);
  return description ? `${text.padEnd(Math.min(width, 40))}  -- ${sanitize(description)}` : text;
}

/**
 * fish passes the command up to the cursor and quotes the insertion itself. The answer, each part ended by a NUL, is
 * `files` or nothing, then the candidates, each with its description after a tab.
 */
function readFishQuestion([line = '']: readonly string[]): Question {
  const { words, redirects } = readFishLine(line);
  const command = words.findIndex((word) => !/^\w+=/.test(word) && !FISH_BEFORE_COMMAND.has(word));
  return {
    words: command < 0 ? [''] : words.slice(command + 1),
    redirects,
    write({ candidates, filesAfter }) {
      const lines = candidates
        // fish reads the text after a tab as the description.
        .filter(({ value }) => !value.includes('\t'))
        .map(({ value, description }) => (description ? `${value}\t${sanitize(description)}` : value));
      return [filesAfter === undefined ? '' : 'files', ...lines, ''].join(NUL);
    },
  };
}

const FISH_BEFORE_COMMAND: ReadonlySet<string> = new Set(
  'and or not command builtin exec time begin if while'.split(' '),
);

/**
 * PowerShell passes the words joined by NULs, in Base64, because it removes quotes from arguments. The answer is JSON
 * in ASCII.
 */
function readPowerShellQuestion([encoded = '']: readonly string[]): Question {
  return {
    words: Buffer.from(encoded, 'base64').toString('utf8').split(NUL),
    write({ candidates, filesAfter }) {
      if (filesAfter !== undefined) return '[]';
      const results = candidates.map(({ value, description }) => ({
        text: quoteForPowerShell(value),
        list: sanitize(value) || value,
        tip: sanitize(description || value),
      }));
      return JSON.stringify(results).replace(
        /[^\x20-\x7e]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    },
  };
}

/**
 * The command line of a full screen passes what stands before the cursor. The answer is JSON: where the last word begins,
 * and what it can become; what no screen can show as it is, is left out.
 */
function readScreenQuestion([line = '']: readonly string[]): Question {
  const { words, start } = splitOpenLine(line);
  return {
    words,
    write({ candidates, goesOn }) {
      const shown = candidates.filter(({ value }) => sanitize(value) === value);
      return JSON.stringify({
        start,
        candidates: shown.map(({ value }) => ({
          text: shellQuote(value) + (goesOn ? '' : ' '),
          shown: value,
        })),
      });
    },
  };
}
