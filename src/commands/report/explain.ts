import type { Report } from '../../app/reports/question.ts';
import type { Context } from '../../context.ts';
import type { Row } from '../../domain/field.ts';
import { periodsText, type ReportPeriod } from '../../domain/reports/period.ts';
import { sanitize } from '../../domain/terminal-text.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Answer } from '../../render/answer.ts';
import { countText } from '../../render/counts.ts';
import { figureTitle, type ShownFigures, shownFigures } from '../../render/report-figures.ts';
import { keyOf, rowTitle } from '../../render/report-rows.ts';
import { rulerFor } from '../../render/text-width.ts';
import { wrapWords } from '../../render/wrap.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { exchangeNotes } from './exchange-notes.ts';

/** What a report means, and the records in it. */
interface Explanation {
  readonly noun: NounDefinition;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly Row[];
  readonly totals?: readonly Row[];
  readonly definition: string;
  readonly period?: ReportPeriod;
  /** The period that is beside it. */
  readonly earlier?: ReportPeriod;
  readonly report: Pick<Report<unknown>, 'evidence' | 'exchange'>;
}

/**
 * The answer to `--explain`: the definition of a report, its filter, its SQL and the references of the records behind each
 * figure. In a format that was asked for, these alone, all of them.
 */
export async function explainReport(
  ctx: Context,
  options: SelectionOptions,
  explanation: Explanation,
): Promise<Answer> {
  const { noun, report, definition, period, earlier, columns, rows, totals = [] } = explanation;
  const evidence = await report.evidence();
  const view = { today: '', currency: ctx.config.get('currency') };
  const isList = ctx.settings.format !== undefined && ctx.settings.format !== 'table';
  const shown = shownFigures(
    await evidence.records(isList ? undefined : MAX_SHOWN),
    [...rows, ...totals],
    columns,
  );
  const nounOf = (figures: ShownFigures) => figures.noun ?? noun.noun;
  if (isList) return recordList(ctx, explanation, shown, nounOf);
  const references = (figures: ShownFigures) => {
    const more = figures.count > figures.ids.length ? ` … (${countText(figures.count)} in all)` : '';
    return figures.ids.map((id) => `${nounOf(figures)}:${id}`).join(' ') + more;
  };
  const areRows = shown.every(({ row, ids }) => ids.length === 1 && keyOf(row) === String(ids[0]));
  const filters = [
    ...new Set(['where', 'segment', 'owner', 'who', ...noun.shortcuts.map(({ option }) => option)]),
  ].flatMap((name) => (typeof options[name] === 'string' ? [`--${name} ${options[name]}`] : []));
  const lines = [
    definition,
    `Filter: ${filters.length > 0 ? filters.join(', ') : 'none'}${period ? `, ${periodsText(period, earlier)}` : ''}`,
    ...(areRows
      ? [`Records: ${shown.map(references).join(' ') || 'none'}`]
      : shown.map(
          (figures) => `${figureTitle(figures, columns, view) || 'Records'}: ${references(figures)}`,
        )),
    ...exchangeNotes(report.exchange, []).map((note) => `Currencies: ${note}`),
    ...`SQL: ${evidence.statement}`.split('\n'),
  ];
  const { stdout } = ctx.io;
  const safe = lines.map(sanitize);
  const ruler = await rulerFor(safe);
  const shownLines = stdout.isTTY
    ? safe.flatMap((line) => wrapWords(line, stdout.columns, Number.POSITIVE_INFINITY, ruler))
    : safe;
  return { type: 'text', text: `${shownLines.join('\n')}\n` };
}

/** The records behind figures, a row for each; as ids each once. */
function recordList(
  ctx: Context,
  { columns }: Pick<Explanation, 'columns'>,
  shown: readonly ShownFigures[],
  nounOf: (figures: ShownFigures) => string,
): Answer {
  const view = { today: '', currency: ctx.config.get('currency') };
  const rows = shown.flatMap((figures) => {
    const names = figures.columns.flatMap((name) => name ?? []);
    const row = rowTitle(figures.row, columns, view) || null;
    const own = [
      ...(names.length > 0 ? [names.join(' ')] : []),
      ...(figures.columns.includes(null) ? [null] : []),
    ];
    return own.flatMap((each) =>
      figures.ids.map((id) => ({ row, figures: each, id: `${nounOf(figures)}:${id}` })),
    );
  });
  const ids = new Map(rows.map((row) => [row.id, row]));
  const isIds = ctx.settings.format === 'ids';
  return listAnswer(ctx, { noun: 'records', columns: RECORD_COLUMNS }, isIds ? ids.values() : rows);
}

const RECORD_COLUMNS: readonly ListColumn[] = [
  { name: 'row', label: 'Row', type: 'text', help: 'the row of the report; empty for a single one' },
  { name: 'figures', label: 'Figures', type: 'text', help: 'its columns; empty for all the others' },
  { name: 'id', label: 'Record', type: 'text', help: 'a record behind them' },
];

/** References that an explanation prints for a figure. */
const MAX_SHOWN = 200;
