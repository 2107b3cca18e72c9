import type { ShownTile } from '../../app/dashboards/tiles.ts';
import type { Context } from '../../context.ts';
import { isCrmError, usage } from '../../domain/errors.ts';
import { shellQuote, splitLine } from '../../domain/split-line.ts';
import type { Answer } from '../../render/answer.ts';
import type { Format } from '../../settings.ts';
import { titleText } from '../export/page-file.ts';

/** A tile with what its command answers, or why it cannot. */
export interface AnsweredTile {
  readonly title: string;
  readonly argv: readonly string[];
  readonly answer: Answer | null;
  /** Null where there is an answer. */
  readonly problem: string | null;
}

/** What each tile shows, in a format. A tile that fails does not take the others with it. */
export async function answerTiles(
  ctx: Context,
  tiles: readonly ShownTile[],
  format: Format,
  live?: Pick<Context, 'clock' | 'deps'>,
): Promise<AnsweredTile[]> {
  const answered: AnsweredTile[] = [];
  for (const { title, line } of tiles) {
    const argv = splitLine(line);
    try {
      const { answer, summary } = await ctx.answerOf(argv, format, live);
      answered.push({ title: title ?? titleText(summary), argv, answer, problem: null });
    } catch (error) {
      if (!isCrmError(error)) throw error;
      answered.push({ title: title ?? line, argv, answer: null, problem: error.message });
    }
  }
  return answered;
}

/** Checks that a line is a command that lists. Throws `usage` otherwise. */
export async function checkLine(ctx: Context, words: readonly string[]): Promise<string> {
  const [first = ''] = words;
  const line = words.length === 1 ? first : words.map(shellQuote).join(' ');
  const argv = splitLine(line);
  if (argv.length === 0)
    throw usage('a tile needs a command', "For example: crm dashboard add 'report won --period month'");
  const own = argv.find((word) => /^(?:-o|--output|--db|--user|--now)(?:=|$)/.test(word));
  if (argv[0]?.startsWith('dashboard')) throw usage('a dashboard is no tile of a dashboard');
  if (own !== undefined) throw usage(`a tile has no ${own} of its own`, 'Give it to crm dashboard.');
  await ctx.answerOf(argv, 'csv');
  return line.trim().replace(/^crm\s+/, '');
}

/** Words behind `crm dashboard` that are no dashboards. */
export const DASHBOARD_VERBS: readonly string[] = [
  'show',
  'add',
  'list',
  'edit',
  'rm',
  'ls',
  'new',
  'create',
  'view',
  'get',
  'update',
  'set',
  'remove',
  'delete',
  'del',
];
