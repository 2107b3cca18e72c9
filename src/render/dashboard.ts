import type { Row } from '../domain/field.ts';
import { sanitize } from '../domain/terminal-text.ts';
import type { Answer } from './answer.ts';
import { filledColumns } from './column.ts';
import { headingLine } from './parts/heading.ts';
import { makePen } from './parts/pen.ts';
import { paintLine } from './styled-line.ts';
import { type Drawing, pageColumns, type Surface } from './surface.ts';
import { layTable } from './table.ts';
import { rulerFor } from './text-width.ts';

/** Rows of a tile that are shown; its command shows them all. */
const MAX_ROWS = 12;

/** A tile with what its command answers, as a table for a terminal; or why there is none. */
export interface DrawnTile {
  readonly title: string;
  readonly answer: Answer | null;
  readonly problem: string | null;
}

/** Tiles one below the other. */
export function drawDashboard(tiles: readonly DrawnTile[]): Drawing {
  return async (surface) => {
    const { width, paint, env } = surface;
    const ruler = await rulerFor(tiles.map(({ title }) => sanitize(title)));
    const pen = makePen(env, paint, ruler);
    const lines: string[] = [];
    for (const [at, { title, answer, problem }] of tiles.entries()) {
      if (at > 0) lines.push('');
      lines.push(paintLine(headingLine(sanitize(title), pageColumns(width) - 1, pen), paint));
      if (problem !== null) lines.push(paint.text(`  ${sanitize(problem)}`, 'warn'));
      else if (answer) lines.push(...(await tileLines(answer, surface)));
    }
    return lines;
  };
}

async function tileLines(answer: Answer, surface: Surface): Promise<string[]> {
  const { paint } = surface;
  const muted = (text: string) => paint.text(`  ${sanitize(text)}`, 'muted');
  const notes = (answer.notes ?? []).map(muted);
  switch (answer.type) {
    case 'list':
      return [...(await tableLines(answer, surface)), ...notes];
    case 'drawing':
      return [
        ...(await answer.draw({ ...surface, width: surface.width - 2 })).map((line) => `  ${line}`.trimEnd()),
        ...notes,
      ];
    default:
      return notes;
  }
}

async function tableLines(
  { view, rows: all }: Answer & { readonly type: 'list' },
  { width, paint, view: viewpoint }: Surface,
): Promise<string[]> {
  const rows: Row[] = [];
  for await (const row of all) if (rows.push(row) > MAX_ROWS) break;
  if (rows.length === 0) return [paint.text(`  ${sanitize(view.empty ?? `no ${view.noun} found`)}`, 'muted')];
  const shown = rows.slice(0, MAX_ROWS);
  const { header, lines } = await layTable(
    filledColumns(view.columns, shown),
    shown,
    viewpoint,
    width - 2,
    paint,
  );
  const more = rows.length > MAX_ROWS ? [paint.text('  …', 'muted')] : [];
  return [...[header, ...lines].map((line) => `  ${line}`), ...more];
}
