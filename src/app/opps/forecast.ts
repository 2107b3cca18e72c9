import { usage } from '../../domain/errors.ts';
import { parseMoney } from '../../domain/money.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { rejectClosed } from '../../domain/stages.ts';
import { findNearest } from '../../domain/suggest.ts';
import { logActivity } from '../../store/activities/activity.ts';
import { type OppForecastChange, oppForecastChanges } from '../../store/opp-forecasts.ts';
import { getOppState } from '../../store/opps.ts';
import type { Tx } from '../../store/tx.ts';
import { updateRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';

/** What a person can call an open deal. */
export const CALLED_CATEGORIES = ['pipeline', 'best case', 'commit', 'omitted'] as const;
export type CalledCategory = (typeof CALLED_CATEGORIES)[number];

/** Words for going back to the category of the stage. */
const NONE = 'none';

/** Reads a category as people type it; null for that of the stage. Throws `usage` with the nearest. */
export function readCalledCategory(text: string): CalledCategory | null {
  const word = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
  if (word === NONE) return null;
  const found = CALLED_CATEGORIES.find((each) => each === word || each.split(' ')[0] === word);
  if (found) return found;
  const [near] = findNearest(word, [...CALLED_CATEGORIES, NONE]);
  throw usage(
    `"${text}" is not a forecast category`,
    `${near ? `Did you mean "${near}"?   ` : ''}One of: ${[...CALLED_CATEGORIES, NONE].join(', ')}`,
  );
}

/** What somebody says of deals. */
export interface OppCall {
  /** Null for that of the stage, with the amount of the deal. */
  readonly category: CalledCategory | null;
  /** What they expect, as typed: without a currency, in that of the deal. Empty for the amount of the deal; undefined to keep it. */
  readonly amount: string | undefined;
  readonly note: string | undefined;
}

/** Calls deals: how sure somebody is of them, whatever their stage says. A note goes to the timeline of each. */
export async function callOpps(
  deps: Deps,
  opps: readonly NamedRecord[],
  { category, amount, note }: OppCall,
): Promise<number | null> {
  const typed = amount?.trim();
  const called = `${category ?? 'as its stage'}${typed ? `, ${typed}` : ''}`;
  const { id } = await deps.store.change(
    async (tx) => {
      for (const opp of opps) {
        rejectClosed(await getOppState(tx, opp.id));
        const values = { forecast: category, ...(await expectedOf(tx, opp.id, category, typed)) };
        await updateRecord(tx, 'opp', opp.id, values, deps);
        if (note === undefined || note.trim() === '') continue;
        const empty = { direction: null, duration: null, outcome: null, next: null };
        const subject = `Forecast: ${called}`;
        await logActivity(
          tx,
          { ...empty, type: 'note', with: opp, at: tx.now, subject, body: note.trim() },
          null,
          deps,
        );
      }
    },
    `forecast ${opps.length === 1 ? `opp ${opps[0]?.id}` : `${opps.length} opportunities`}: ${called}`,
  );
  return id;
}

/** The forecast amount of a deal after a call of it. */
async function expectedOf(tx: Tx, id: number, category: CalledCategory | null, typed: string | undefined) {
  if (typed === '' || (typed === undefined && category === null)) return { forecast_amount: null };
  if (typed === undefined) return {};
  const own = (await tx.read('opp', id))?.currency as string;
  const forecast_amount = parseMoney(typed, own);
  if (Number(forecast_amount.minor) < 0)
    throw usage(`a forecast amount is not negative: ${typed}`, {
      code: 'field-missing',
      field: 'amount',
      example: '40k',
    });
  return { forecast_amount };
}

/** How the forecast of a deal changed, the latest first. */
export function oppForecastHistory({ store }: Deps, id: number): Promise<OppForecastChange[]> {
  return oppForecastChanges(store.db, id);
}
