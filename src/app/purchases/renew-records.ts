import { addDaysTo, addMonthsTo, toLocalDate } from '../../domain/dates/calendar.ts';
import { refused } from '../../domain/errors.ts';
import { type NamedRecord, recordText } from '../../domain/record-ref.ts';
import type { RawRow } from '../../store/sql.ts';
import { pipelineNamed } from '../../store/stages.ts';
import type { Tx } from '../../store/tx.ts';
import { insertRecord, updateRecord } from '../../store/write/record.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';
import { forEachRecord } from '../for-each-record.ts';

/** A purchase or a contract, and the deal that is to renew it. */
interface Renewal {
  readonly renewed: NamedRecord;
  readonly opp: NamedRecord;
  /** False if it had that deal already. */
  readonly isNew: boolean;
}

/** A term that is not known is a year. */
const USUAL_MONTHS = 12;

/**
 * Makes a deal that renews each purchase or contract, with a line of the same product, quantity and price for a term as long
 * as the last one. What has such a deal gets no second one. Throws `refused` for what has no end or was paid back.
 */
export async function renewRecords(deps: Deps, records: readonly NamedRecord[]): Promise<readonly Renewal[]> {
  const { result } = await deps.store.change(
    async (tx) => {
      const renewals: Renewal[] = [];
      await forEachRecord(deps, tx, records, async (record) => {
        renewals.push(await renew(tx, deps, record));
      });
      return renewals;
    },
    (renewals) => {
      const made = renewals.filter(({ isNew }) => isNew);
      return made.length === 1
        ? `made a deal to renew ${recordText((made[0] as Renewal).renewed)}`
        : `made ${made.length} deals to renew ${records[0]?.noun}s`;
    },
  );
  return result;
}

async function renew(tx: Tx, deps: Deps, renewed: NamedRecord): Promise<Renewal> {
  const { noun } = renewed;
  const row = (await tx.read(noun, renewed.id)) as RawRow;
  if (typeof row.renewal_id === 'number') {
    const { name } = (await tx.read('opp', row.renewal_id)) as RawRow;
    return { renewed, opp: { noun: 'opp', id: row.renewal_id, title: String(name) }, isNew: false };
  }
  if (row.status === 'refunded') throw refused(`${noun} ${renewed.id} was paid back`);
  if (typeof row.ends_on !== 'string')
    throw refused(`${noun} ${renewed.id} has no end`, { code: 'end-missing', noun, id: renewed.id });
  const [first] = (await pipelineNamed(tx)).stages.filter(({ kind }) => kind === 'open');
  if (!first) throw refused('the pipeline has no open stage');
  const today = toLocalDate(deps.clock.now());
  const by = typeof row.notice_on === 'string' ? row.notice_on : row.ends_on;
  const starts = addDaysTo(row.ends_on, 1);
  const name = `${row.name} renewal ${starts.slice(0, 4)}`;
  const price = priceOf(row);
  const id = await insertRecord(
    tx,
    'opp',
    {
      name,
      type: 'renewal',
      account_id: row.account_id as number | null,
      contact_id: row.contact_id as number | null,
      owner_id: (row.owner_id as number | null) ?? tx.userId,
      pipeline_id: first.pipelineId,
      stage_id: first.id,
      close_date: [by, today].toSorted().at(-1) ?? today,
      currency: price?.currency ?? deps.currency,
    },
    deps,
  );
  if (price !== null) await insertRecord(tx, 'line', lineOf(row, id, price, starts), deps);
  await updateRecord(tx, noun, renewed.id, { renewal_id: id }, deps);
  return { renewed, opp: { noun: 'opp', id, title: name }, isNew: true };
}

/** What it costs: each month or year where that is known, else in all. */
interface Price {
  readonly minor: number;
  readonly currency: string;
  readonly isRecurring: boolean;
}

function priceOf(row: RawRow): Price | null {
  const { recurring_amount_minor: minor, amount_minor, currency } = row;
  if (typeof minor === 'number')
    return { minor, currency: String(row.recurring_currency), isRecurring: true };
  if (typeof amount_minor !== 'number') return null;
  // The amount of a purchase is what was paid in all, that of a contract what is paid again and again if anything is.
  const isRecurring = minor === undefined && row.recurring !== null;
  return { minor: amount_minor, currency: String(currency), isRecurring };
}

/** The line of the new term. A price that does not divide by the quantity stays whole. */
function lineOf(row: RawRow, oppId: number, { minor, currency, isRecurring }: Price, starts: string): Values {
  const quantity = (row.quantity as number | undefined) ?? 1;
  const isDivisible = Number.isInteger(quantity) && quantity > 0 && minor % quantity === 0;
  return {
    opp_id: oppId,
    name: row.name as string,
    product_id: (row.product_id as number | null | undefined) ?? null,
    quantity: isDivisible ? quantity : 1,
    price: { minor: isDivisible ? minor / quantity : minor, currency },
    ...(isRecurring ? { recurring: row.recurring as string, term: monthsOf(row) } : {}),
    starts_on: starts,
  };
}

/** The months of the last term, to the nearest whole one. */
function monthsOf({ term, starts_on, bought_on, ends_on }: RawRow): number {
  if (typeof term === 'number') return term;
  const from = (starts_on ?? bought_on ?? null) as string | null;
  if (from === null) return USUAL_MONTHS;
  const end = addDaysTo(ends_on as string, 1);
  let months = 0;
  while (months < 1200 && addMonthsTo(from, months + 1) <= end) months++;
  return months === 0 ? USUAL_MONTHS : months;
}
