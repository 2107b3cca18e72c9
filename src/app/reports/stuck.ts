import { type DealCard, daysInStage, isStale, nextStepOf, stuckReasons } from '../../domain/board.ts';
import { daysBetween, toLocalDate } from '../../domain/dates/calendar.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { compareStuck, stuckCards, stuckDeals } from '../../store/board/stuck-and-recent.ts';
import { type StuckContext, stuckContexts } from '../../store/reports/stuck-context.ts';
import { reviewerOf } from '../../store/review/reviewer.ts';
import { pipelines } from '../../store/stages.ts';
import type { Deps } from '../deps.ts';
import { type Report, type ReportInput, readQuestion } from './question.ts';

/** A deal that is held up, and what may move it. */
export interface StuckDeal {
  readonly card: DealCard;
  readonly reasons: readonly string[];
  /** Days since somebody did something with it; null for never. */
  readonly quiet: number | null;
  readonly contact: string | null;
  /** Somebody else at the account. */
  readonly other: string | null;
  readonly suggestion: string;
  /** The command that does it. */
  readonly command: string;
}

/** Without an activity for so many days, talking is what a deal needs first. */
const QUIET_DAYS = 14;

/** Lists the largest deals that are held up, with a way to move each. */
export async function reportStuck(
  deps: Deps,
  input: ReportInput & { readonly limit: number },
): Promise<Report<StuckDeal>> {
  const { store, user, clock } = deps;
  const { where, today } = await readQuestion(deps, OPP, input);
  const cards: DealCard[] = [];
  const statements: string[] = [];
  const page = { limit: input.limit, offset: 0 };
  for (const { id, stages, archived } of await pipelines(store.db)) {
    if (archived) continue;
    const reviewer = await reviewerOf(store.db, user, id, clock.now());
    const scope = { stages, where };
    cards.push(...(await stuckCards(store.engine, scope, reviewer, today, page)));
    statements.push(store.engine.textOf(stuckDeals(store.engine, scope, reviewer, today, page)));
  }
  const largest = cards.sort(compareStuck).slice(0, input.limit);
  const contexts = await stuckContexts(
    store.engine,
    largest.map(({ id }) => id),
  );
  const rows = largest.map((card) => {
    const context = contexts.find(({ id }) => id === card.id);
    const quiet = context?.last ? daysBetween(toLocalDate(context.last), today) : null;
    return {
      card,
      reasons: stuckReasons(card, today),
      quiet,
      contact: context?.contact ?? null,
      other: context?.other ?? null,
      ...suggestionFor(card, quiet, context, today),
    };
  });
  const records = rows.map(({ card: { id } }) => ({
    columns: undefined,
    noun: undefined,
    key: id,
    ids: [id],
    count: 1,
  }));
  return {
    group: null,
    rows,
    evidence: () => ({ statement: statements.join(';\n'), records: async () => records }),
  };
}

/** What helps first: talk, plan, decide when, decide whether. */
function suggestionFor(
  card: DealCard,
  quiet: number | null,
  context: StuckContext | undefined,
  today: string,
) {
  const { id } = card;
  const isQuiet = quiet === null || quiet > QUIET_DAYS;
  if (nextStepOf(card, today) === 'overdue')
    return {
      suggestion: `do what was due on ${card.nextDue}, or move it`,
      command: `crm task list --opp ${id}`,
    };
  if (isQuiet && context?.contact)
    return {
      suggestion: `talk to ${context.contact}${quiet === null ? '' : `, after ${quiet} days`}`,
      command: `crm log call opp:${id} "…" --next "in 3 days"`,
    };
  if (isQuiet && context?.other)
    return {
      suggestion: `talk to ${context.other}, who is known there`,
      command: `crm log call contact:${context.other_id} "…" --next "in 3 days"`,
    };
  if (card.closes !== null && card.closes < today)
    return {
      suggestion: 'agree on a new close date, or call it lost',
      command: `crm opp edit ${id} --close "in 2 weeks"`,
    };
  if (nextStepOf(card, today) === 'none')
    return { suggestion: 'plan the next step', command: `crm task add "…" --opp ${id} --due tomorrow` };
  if (isStale(card, today))
    return {
      suggestion: `decide after ${daysInStage(card, today)} days in ${card.stage}: advance or lose it`,
      command: `crm opp advance ${id}`,
    };
  return { suggestion: 'find out why the close date moved', command: `crm opp show ${id}` };
}
