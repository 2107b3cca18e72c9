import type { CaseBoard, CaseCard, CaseLane, CaseLanes } from '../../domain/case-board.ts';
import { isOver } from '../../domain/case-status.ts';
import type { Field, Row } from '../../domain/field.ts';
import { filterLiteral } from '../../domain/filter/parse.ts';
import { CASE } from '../../nouns/case/definition.ts';
import { caseStatuses } from '../../store/cases.ts';
import { countRecords, records } from '../../store/records.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection, readSortOrder, type Selection } from '../records/selection.ts';

/** Cards of a lane that are read. */
const CARDS_PER_LANE = 200;

/** For so many days a solved case stays on the board. */
const SOLVED_SHOWN_DAYS = 7;

const CARD_FIELDS = [
  'subject',
  'priority',
  'account',
  'contact',
  'owner',
  'due_at',
  'time_left',
  'created_at',
  'first_response_at',
];

/** What is on the board. */
export interface CaseBoardInput {
  readonly lanes: CaseLanes;
  readonly selection: Selection;
}

/** The board of cases as it is now, on one snapshot. Throws `usage` for a filter that cannot be read. */
export function readCaseBoard(deps: Deps, { lanes, selection }: CaseBoardInput): Promise<CaseBoard> {
  return deps.store.read(async () => {
    const fields = await fieldsOf(deps.store, CASE);
    const read: CaseLane[] = [];
    for (const { name, filter } of await lanesBy(deps, lanes))
      read.push(
        await readLane(deps, fields, name, { ...selection, filters: [...selection.filters, filter] }),
      );
    return { lanes: read, now: deps.clock.now() };
  });
}

interface LaneFilter {
  readonly name: string;
  readonly filter: string;
}

async function lanesBy({ store: { db } }: Deps, lanes: CaseLanes): Promise<LaneFilter[]> {
  const statuses = await caseStatuses(db);
  const named = (kind: string) =>
    `status in (${statuses
      .filter((status) => status.kind === kind)
      .map(({ name }) => filterLiteral(name))
      .join(', ')})`;
  if (lanes === 'next')
    return [
      { name: 'to answer', filter: `${named('open')} and first_response_at is empty` },
      { name: 'to solve', filter: `${named('open')} and first_response_at is not empty` },
      { name: 'the customer', filter: named('waiting') },
    ];
  return statuses
    .filter(({ kind }) => kind !== 'closed')
    .map(({ name, kind }) => ({
      name,
      filter: `status = ${filterLiteral(name)}${isOver(kind) ? ` and solved_at >= -${SOLVED_SHOWN_DAYS}d` : ''}`,
    }));
}

async function readLane(
  deps: Deps,
  fields: readonly Field[],
  name: string,
  selection: Selection,
): Promise<CaseLane> {
  const { engine } = deps.store;
  const where = await readSelection(deps, 'case', fields, selection);
  const late = await readSelection(deps, 'case', fields, {
    ...selection,
    filters: [...selection.filters, 'due_at < now'],
  });
  const shown = fields.filter((field) => CARD_FIELDS.includes(field.name));
  const sort = readSortOrder('due_at,priority,created_at', fields);
  const cards: CaseCard[] = [];
  for await (const row of records(engine, {
    noun: 'case',
    fields: shown,
    where,
    sort,
    limit: CARDS_PER_LANE,
  }))
    cards.push(cardOf(row));
  return {
    name,
    count: await countRecords(engine, 'case', where),
    overdue: await countRecords(engine, 'case', late),
    cards,
  };
}

function cardOf(row: Row): CaseCard {
  const text = (name: string) => (row[name] ?? null) as string | null;
  return {
    id: row.id as number,
    subject: String(row.subject),
    priority: String(row.priority),
    account: text('account'),
    contact: text('contact'),
    owner: text('owner'),
    dueAt: text('due_at'),
    timeLeft: row.time_left as number | null,
    createdAt: String(row.created_at),
    isAnswered: row.first_response_at !== null,
  };
}
