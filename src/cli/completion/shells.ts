import { sanitize } from '../../render/terminal-text.ts';
import { type Answer, keepTyped } from './answer.ts';
import { quoteForBash, quoteForPowerShell } from './quoting.ts';
import { readBashLine, readFishLine } from './shell-line.ts';

/** What a shell asks: the words after `crm`, without quotes, of which the last is being typed. */
export interface Question {
  readonly words: readonly string[];
  /** Whether the shell completes the file of a redirection. */
  readonly redirects?: boolean;
  /** Writes the answer as the script of the shell reads it. */
  write(answer: Answer): string;
}

/** How the script of each shell asks, and how it is answered; see src/commands/completion/scripts. */
export const SHELLS: Readonly<Record<string, (args: readonly string[]) => Question>> = {
  bash: askedByBash,
  zsh: askedByZsh,
  fish: askedByFish,
  powershell: askedByPowerShell,
};

const NUL = '\0';

/**
 * bash gives the line up to the cursor, the characters that end a word for readline, and how it completes. It gets a
 * line `files`, `goes-on` or empty, then a line a candidate: the text in place of the piece of the word that readline
 * takes for one.
 */
function askedByBash([line = '', breaks = '', type = '']: readonly string[]): Question {
  const { words, redirects } = readBashLine(line);
  const start = readlineWordStart(line, breaks);
  const before = readBashLine(line.slice(0, start));
  // What stands between the beginning of the word and that of readline's piece is not typed again.
  const head = before.words.at(-1) ?? '';
  const typed = words.at(-1) ?? '';
  return {
    words: words.slice(1),
    redirects,
    write({ candidates, filesAfter, goesOn }) {
      const fitting = keepTyped(candidates, typed).filter(({ value }) => value.startsWith(head));
      const isListed = fitting.length > 1 && LISTS.has(type);
      const lines = fitting.map(({ value, description }) => {
        const text = quoteForBash(value.slice(head.length), before.quoting);
        return isListed && description ? `${text}  (${sanitize(description)})` : text;
      });
      return [filesAfter === undefined ? (goesOn ? 'goes-on' : '') : 'files', ...lines, ''].join('\n');
    },
  };
}

/** Values of COMP_TYPE with which bash only lists: what it lists may say more than what is inserted. */
const LISTS: ReadonlySet<string> = new Set(['63', '33', '64']);

/** Where the text begins that readline replaces: after an open quote, else after a character that ends words. */
function readlineWordStart(line: string, breaks: string): number {
  let open = '';
  let start = -1;
  /** Places of characters that are quoted, the quotes among them. */
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
  // readline keeps these at the beginning of the word, as they may say what kind of word it is.
  return line[at] === '@' || line[at] === '$' ? at : at + 1;
}

/**
 * zsh gives the words without quotes and quotes what it inserts itself. It gets, each ended by a NUL, `files`,
 * `goes-on`, `replace` (what is inserted does not begin as what is typed) or nothing, then for each candidate the
 * value and what the list shows.
 */
function askedByZsh(words: readonly string[]): Question {
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
      const parts = fitting.flatMap(({ value, description }) => [value, shown(value, description, width)]);
      return [filesAfter === undefined ? flag : 'files', ...parts, ''].join(NUL);
    },
  };
}

/** What a list shows of a candidate. */
function shown(value: string, description: string | undefined, width: number): string {
  const text = sanitize(value);
  return description ? `${text.padEnd(Math.min(width, 40))}  -- ${sanitize(description)}` : text;
}

/**
 * fish gives the command up to the cursor, and quotes what it inserts itself. It gets, each ended by a NUL, `files` or
 * nothing, then the candidates with their descriptions after a tab.
 */
function askedByFish([line = '']: readonly string[]): Question {
  const { words, redirects } = readFishLine(line);
  const command = words.findIndex((word) => !/^\w+=/.test(word) && !FISH_BEFORE_COMMAND.has(word));
  return {
    words: command < 0 ? [''] : words.slice(command + 1),
    redirects,
    write({ candidates, filesAfter }) {
      const lines = candidates
        // fish would take what follows a tab for the description.
        .filter(({ value }) => !value.includes('\t'))
        .map(({ value, description }) => (description ? `${value}\t${sanitize(description)}` : value));
      return [filesAfter === undefined ? '' : 'files', ...lines, ''].join(NUL);
    },
  };
}

const FISH_BEFORE_COMMAND: ReadonlySet<string> = new Set(
  'and or not command builtin exec time begin if while'.split(' '),
);

/** PowerShell gives the words joined by NULs, in Base64, as it takes quotes off arguments. It gets JSON in ASCII. */
function askedByPowerShell([encoded = '']: readonly string[]): Question {
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
