import { addDaysTo, toLocalDate } from '../../domain/dates/calendar.ts';
import { refused } from '../../domain/errors.ts';
import type { QuoteDocument, QuoteStatus } from '../../domain/quote.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { QUOTE } from '../../nouns/quote/definition.ts';
import {
  copyLinesToQuote,
  linesOfDeal,
  linesOfQuote,
  lineValues,
  pastQuotes,
  quoteDocument,
  quotedDeal,
  quoteTies,
} from '../../store/quotes.ts';
import { resolveRelations } from '../../store/resolve-relations.ts';
import type { RawRow } from '../../store/sql.ts';
import { readTitles } from '../../store/titles.ts';
import type { Tx } from '../../store/tx.ts';
import { insertRecord, updateRecord } from '../../store/write/record.ts';
import { removeRecord } from '../../store/write/remove.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';
import { closeOpp } from '../opps/stage-changes.ts';
import type { WorkItem } from '../worker/work-item.ts';

/** Days that a quote is valid for. */
const VALID_DAYS = 30;

/** Makes a quote of what a deal offers now: later changes of the deal, its customer or its prices do not change it. */
export async function addQuote(
  deps: Deps,
  { opp, name, validUntil, notes, others = {} }: NewQuote,
): Promise<NamedRecord> {
  const { result } = await deps.store.change(
    async (tx) => {
      const deal = await quotedDeal(tx, opp.id);
      if (!deal) throw refused(`opp ${opp.id} is gone`);
      if (deal.amount_minor === null)
        throw refused(`opp ${opp.id}  ${opp.title} offers nothing yet`, {
          code: 'nothing-to-quote',
          opp: opp.id,
        });
      const { account_id, contact_id, owner_id, amount_minor: minor, currency } = deal;
      const id = await insertRecord(
        tx,
        'quote',
        {
          name: name ?? deal.name,
          opp_id: deal.id,
          account_id,
          contact_id,
          owner_id: owner_id ?? tx.userId,
          amount: { minor, currency },
          valid_until: validUntil ?? addDaysTo(toLocalDate(deps.clock.now()), VALID_DAYS),
          customer: customerOf(deal),
          notes: notes ?? null,
          ...(await resolveRelations(deps.store, QUOTE, others, deps)),
        },
        deps,
      );
      await copyLinesToQuote(tx, id, deal);
      const [added] = await readTitles(tx, 'quote', [id]);
      return added ?? { noun: 'quote' as const, id, title: name ?? deal.name };
    },
    ({ id, title }) => `added quote ${id}  ${title}`,
  );
  return result;
}

/** A deal to make a quote of. */
interface NewQuote {
  readonly opp: NamedRecord;
  /** Default: the name of the deal. */
  readonly name?: string | undefined;
  /** `YYYY-MM-DD`; default: thirty days from now. */
  readonly validUntil?: string | undefined;
  readonly notes?: string | undefined;
  /** Values of other fields; relations by name, number or another reference. */
  readonly others?: Values;
}

/** Name and address of a customer, line by line; null for a deal with nobody. */
function customerOf({
  account,
  contact,
  street,
  postal_code,
  city,
  region,
  country,
}: Readonly<
  Record<'account' | 'contact' | 'street' | 'postal_code' | 'city' | 'region' | 'country', string | null>
>): string | null {
  const place = [postal_code, city, region].filter(Boolean).join(' ');
  return [account, contact, street, place, country].filter(Boolean).join('\n') || null;
}

/** What a quote says. */
export function readQuote({ store }: Deps, { id }: NamedRecord): Promise<QuoteDocument> {
  return quoteDocument(store.db, id);
}

/** What was done with a quote. */
interface QuoteStep {
  /** Number of the change; null if nothing changed. */
  readonly changeId: number | null;
  readonly before: QuoteStatus;
}

/**
 * Notes that a quote was accepted: its deal offers what the quote does from then on, and is won where that is asked for.
 * Throws `refused` for one that is not valid any more, unless `isLate`, or was answered otherwise.
 */
export async function acceptQuote(
  deps: Deps,
  {
    quote,
    isLate,
    isWon,
  }: { readonly quote: NamedRecord; readonly isLate: boolean; readonly isWon: boolean },
): Promise<QuoteStep> {
  const { id, result } = await deps.store.change(async (tx) => {
    const row = (await tx.read('quote', quote.id)) as RawRow;
    const before = row.status as QuoteStatus;
    if (before === 'declined')
      throw refused(`quote ${quote.id} was declined`, { code: 'quote-answered', opp: row.opp_id as number });
    const today = toLocalDate(deps.clock.now());
    const isPast = typeof row.valid_until === 'string' && row.valid_until < today;
    if (before !== 'accepted' && (isPast || before === 'expired') && !isLate)
      throw refused(`quote ${quote.id} was valid until ${row.valid_until}`, {
        code: 'quote-expired',
        id: quote.id,
      });
    await updateRecord(tx, 'quote', quote.id, { status: 'accepted' }, deps);
    await offerQuote(tx, deps, quote.id, row.opp_id as number);
    if (isWon && (await isOpen(tx, row.opp_id as number)))
      await closeOpp(tx, row.opp_id as number, { kind: 'won', on: today, values: {} }, deps);
    return before;
  }, `accepted quote ${quote.id}  ${quote.title}`);
  return { changeId: id, before: result };
}

async function isOpen(tx: Tx, oppId: number): Promise<boolean> {
  const opp = (await tx.read('opp', oppId)) as RawRow;
  return (await tx.read('stage', opp.stage_id as number))?.kind === 'open';
}

/** Gives a deal the lines of a quote: those that it has already stay. */
async function offerQuote(tx: Tx, deps: Deps, quoteId: number, oppId: number): Promise<void> {
  const quoted = await linesOfQuote(tx, quoteId);
  // A quote of another program has no lines.
  if (quoted.length === 0) return;
  const left = await linesOfDeal(tx, oppId);
  if (left.length === 0 && quoted.length === 1 && (await isWholeDeal(tx, quoted[0] as QuotedLine, oppId)))
    return;
  for (const line of quoted) {
    const wanted = lineValues(line) as unknown as RawRow;
    const at = left.findIndex((own) =>
      Object.entries(wanted).every(([column, value]) => (own as unknown as RawRow)[column] === value),
    );
    if (at >= 0) left.splice(at, 1);
    else await insertRecord(tx, 'line', newLine(line, oppId, wanted), deps);
  }
  for (const { id } of left) await removeRecord(tx, 'line', id);
}

type QuotedLine = Awaited<ReturnType<typeof linesOfQuote>>[number];

/** Whether a line stands for all of a deal that had no lines, and still has that amount. */
async function isWholeDeal(tx: Tx, line: QuotedLine, oppId: number): Promise<boolean> {
  const opp = (await tx.read('opp', oppId)) as RawRow;
  return line.product_id === null && line.amount_minor === opp.amount_minor && line.currency === opp.currency;
}

function newLine({ currency }: { readonly currency: string }, opp_id: number, wanted: RawRow): Values {
  const { price_minor, discount_amount_minor: off, amount_minor: _, currency: __, ...others } = wanted;
  return {
    ...(others as Values),
    opp_id,
    price: { minor: price_minor as number, currency },
    discount_amount: off === null ? null : { minor: off as number, currency },
  };
}

/** Notes that a quote was sent or declined. Throws `refused` for one that was answered otherwise. */
export async function moveQuote(
  deps: Deps,
  { quote, to }: { readonly quote: NamedRecord; readonly to: 'sent' | 'declined' },
): Promise<QuoteStep> {
  const { id, result } = await deps.store.change(
    (tx) => setStatus(tx, deps, quote, to),
    `${to} quote ${quote.id}  ${quote.title}`,
  );
  return { changeId: id, before: result };
}

/** Writes the status of a quote; returns the former one. */
export async function setStatus(
  tx: Tx,
  deps: Deps,
  quote: NamedRecord,
  to: 'sent' | 'declined',
): Promise<QuoteStatus> {
  const row = (await tx.read('quote', quote.id)) as RawRow;
  const before = row.status as QuoteStatus;
  const isAnswered = before === 'accepted' || before === 'declined';
  if (isAnswered && before !== to)
    throw refused(`quote ${quote.id} was ${before}`, { code: 'quote-answered', opp: row.opp_id as number });
  await updateRecord(tx, 'quote', quote.id, { status: to }, deps);
  return before;
}

/** Quotes that one change is about. */
const QUOTES_PER_CHANGE = 200;

/** Notes which quotes can be accepted no more. */
export async function* expireQuotes(deps: Deps): AsyncIterable<WorkItem> {
  const { store, clock } = deps;
  const today = toLocalDate(clock.now());
  while ((await pastQuotes(store.db, today, 1)).length > 0) {
    const { result: past } = await store.change(
      async (tx) => {
        const found = await pastQuotes(tx, today, QUOTES_PER_CHANGE);
        for (const { id } of found) await updateRecord(tx, 'quote', id, { status: 'expired' }, deps);
        return found;
      },
      (found) =>
        found.length === 1 ? 'noted that a quote expired' : `noted that ${found.length} quotes expired`,
    );
    for (const { id } of past) yield { what: `quote ${id}`, result: 'expired', hasFailed: false };
  }
}

/** The deal of a quote, and the contact that it is for. */
export async function quoteParties(
  { store: { db } }: Deps,
  { id }: NamedRecord,
): Promise<{ readonly opp: NamedRecord; readonly contact: NamedRecord | null }> {
  return quoteTies(db, id);
}
