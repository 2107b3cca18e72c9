import type { CalledParty, StoredCall } from '../../../store/calls/call-candidates.ts';

type OwnedRow = Pick<StoredCall, 'lead_id' | 'contact_id' | 'account_id'>;

/** Whether a row belongs to somebody. */
export function isWith(row: OwnedRow, { noun, id }: CalledParty): boolean {
  return row[`${noun}_id`] === id;
}

const NONE: readonly never[] = [];

/** Rows by the people they belong to. */
export class PartyIndex<T extends OwnedRow> {
  readonly #rows = {
    lead: new Map<number, T[]>(),
    contact: new Map<number, T[]>(),
    account: new Map<number, T[]>(),
  };

  constructor(rows: readonly T[]) {
    for (const row of rows) this.add(row);
  }

  add(row: T): void {
    if (row.lead_id !== null) this.#addTo('lead', row.lead_id, row);
    if (row.contact_id !== null) this.#addTo('contact', row.contact_id, row);
    if (row.account_id !== null) this.#addTo('account', row.account_id, row);
  }

  #addTo(noun: CalledParty['noun'], id: number, row: T): void {
    const rows = this.#rows[noun];
    const known = rows.get(id);
    if (!known) rows.set(id, [row]);
    else if (!known.includes(row)) known.push(row);
  }

  of({ noun, id }: CalledParty): readonly T[] {
    return this.#rows[noun].get(id) ?? NONE;
  }
}
