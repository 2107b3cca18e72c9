import { type ShownTile, tilesOf, USUAL_DASHBOARD } from '../../app/dashboards/tiles.ts';
import type { Context } from '../../context.ts';
import { usage } from '../../domain/errors.ts';
import type { Row } from '../../domain/field.ts';
import { shellQuote } from '../../domain/split-line.ts';
import type { Answer } from '../../render/answer.ts';
import { drawDashboard } from '../../render/dashboard.ts';
import { jsonText, markdownCell, markdownEncoder } from '../../render/encoder.ts';
import { dashboardPage, type HtmlReport } from '../../render/html/page.ts';
import { flatJson } from '../../render/values.ts';
import { command } from '../command.ts';
import { htmlReport, pageFrame, titleText } from '../export/page-file.ts';
import { openLive } from './live.ts';
import { type AnsweredTile, answerTiles } from './tiles.ts';

/** Rows of a tile; its command shows them all. */
const MAX_ROWS = 12;

const PAGE = /\.html?$/i;

export default command({
  summary: 'show a dashboard on the terminal, live, or as a page',
  description:
    'Shows the tiles of a dashboard one below the other; before your team has chosen any, the usual ones. With -o ' +
    'monday.html it is a page that needs no network, with charts and the records behind each figure; with --live it ' +
    'stays on the screen and follows what changes.',
  examples: ['dashboard', 'dashboard -o monday.html', 'dashboard --json'],
  lists: true,
  configure: (c) =>
    c
      .argument('[name]', `the dashboard; default: ${USUAL_DASHBOARD}`)
      .option('--live', 'keep it on the screen, up to date')
      .option('--title <text>', 'the title of the page'),
  async run({ args: [asked], options }, ctx) {
    const deps = await ctx.deps();
    const { name, tiles, isUsual } = await tilesOf(deps, asked ?? USUAL_DASHBOARD);
    const title = options.title ?? `${titleText(name)} dashboard`;
    const notes = isUsual
      ? ["the usual tiles; choose your own: crm dashboard add 'report won --period month'"]
      : [];
    if (options.live) return openLive(ctx, { title, tiles });
    const { output } = options as { readonly output?: string };
    if (output !== undefined && PAGE.test(output)) return { ...(await page(ctx, title, tiles)), notes };
    switch (ctx.settings.format) {
      case 'json':
      case 'jsonl':
        return { ...(await asJson(ctx, tiles, ctx.settings.format)), notes };
      case 'md':
        return { ...(await asMarkdown(ctx, title, tiles)), notes };
      case undefined:
      case 'table':
        return { type: 'drawing', draw: drawDashboard(await answerTiles(ctx, tiles, 'table')), notes };
      default:
        throw usage(
          `a dashboard has several tables, and ${ctx.settings.format} holds one`,
          'Use --json, -f md or -o page.html; for one table: crm report …',
        );
    }
  },
});

async function page(ctx: Context, title: string, tiles: readonly ShownTile[]): Promise<Answer> {
  const reports: HtmlReport[] = [];
  for (const tile of await answerTiles(ctx, tiles, 'csv')) reports.push(await tileOnPage(ctx, tile));
  return { type: 'raw', text: dashboardPage(reports, await pageFrame(ctx, title)) };
}

async function tileOnPage(ctx: Context, { title, argv, answer, problem }: AnsweredTile): Promise<HtmlReport> {
  if (answer?.type === 'list') return htmlReport(ctx, answer, title, argv, MAX_ROWS);
  return {
    title,
    command: ['crm', ...argv].map(shellQuote).join(' '),
    columns: [],
    rows: [],
    totals: [],
    bars: undefined,
    period: null,
    definition: null,
    notes: [],
    empty: problem ?? 'nothing to show',
    mostRows: MAX_ROWS,
    records: [],
  };
}

async function asJson(ctx: Context, tiles: readonly ShownTile[], format: 'json' | 'jsonl'): Promise<Answer> {
  const values: unknown[] = [];
  for (const { title, argv, answer, problem } of await answerTiles(ctx, tiles, 'json')) {
    const columns = answer?.type === 'list' ? answer.view.columns : [];
    const rows = (await rowsOf(answer)).map((row) =>
      Object.fromEntries(columns.map(({ name, type }) => [name, flatJson(row[name] ?? null, type)])),
    );
    values.push({ title, command: argv.join(' '), ...(problem === null ? {} : { problem }), rows });
  }
  return {
    type: 'raw',
    text:
      format === 'json' ? `${jsonText(values, 2)}\n` : values.map((value) => `${jsonText(value)}\n`).join(''),
  };
}

async function asMarkdown(ctx: Context, title: string, tiles: readonly ShownTile[]): Promise<Answer> {
  const parts = [`# ${markdownCell(title)}\n`];
  for (const { title: name, answer, problem } of await answerTiles(ctx, tiles, 'md')) {
    const rows = await rowsOf(answer);
    const encoder = answer?.type === 'list' ? markdownEncoder(answer.view.columns, true) : null;
    const empty = problem ?? (answer?.type === 'list' ? answer.view.empty : undefined) ?? 'nothing to show';
    parts.push(
      `## ${markdownCell(name)}\n`,
      encoder && rows.length > 0 ? encoder.head + encoder.batch(rows) : `${markdownCell(empty)}\n`,
    );
  }
  return { type: 'raw', text: parts.join('\n') };
}

async function rowsOf(answer: Answer | null): Promise<Row[]> {
  if (answer?.type !== 'list') return [];
  const rows: Row[] = [];
  for await (const row of answer.rows) rows.push(row);
  return rows;
}
