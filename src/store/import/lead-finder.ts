import type { Statement } from '../engine.ts';
import type { Bound } from '../sql.ts';
import type { Bulk } from '../tx.ts';
import type { Hash32 } from './hash.ts';
import type { LeadKeyIndex } from './lead-key-index.ts';
import { leadKey } from './lead-keys.ts';

/** More candidates than this are not told apart. */
const MAX_CANDIDATES = 20;

/** One way to find leads: through an index, or by asking those that may be meant. */
interface Way {
  readonly all: Pick<Statement, 'all'>;
  /** Takes the number of a lead before what it is to be known by. */
  readonly isOne: Pick<Statement, 'get'>;
}

/** Finds leads by what they are known by: numbers of them, each once and not very many. */
export class LeadFinder {
  readonly #known: LeadKeyIndex;
  readonly #externalId: Way;
  readonly #email: Way;
  readonly #phone: Way;
  readonly #name: Way;

  constructor(bulk: Bulk, known: LeadKeyIndex) {
    this.#known = known;
    const way = (table: string, id: string, condition: string): Way => ({
      all: bulk.read(
        `select ${id} from ${table} where ${condition} and ${id} is not null limit ${MAX_CANDIDATES}`,
      ),
      isOne: bulk.read(`select 1 from ${table} where ${id} = ? and ${condition}`),
    });
    this.#externalId = way('lead', 'id', 'external_source = ? and external_id = ?');
    this.#email = way('email', 'lead_id', 'address_key = ?');
    this.#phone = way('phone', 'lead_id', 'e164 = ?');
    this.#name = way('lead', 'id', 'name_key = ? and company_key is ?');
  }

  byExternalId(source: string, id: string): number[] {
    return this.#find(this.#externalId, leadKey.external(source, id), [source, id]);
  }

  /** `address` as `emailKey` makes it. */
  byEmail(address: string): number[] {
    return this.#find(this.#email, leadKey.email(address), [address]);
  }

  byPhone(e164: string): number[] {
    return this.#find(this.#phone, leadKey.phone(e164), [e164]);
  }

  byName(name: Bound | undefined, company: Bound | undefined): number[] {
    return this.#find(this.#name, leadKey.name(name, company), [name ?? null, company ?? null]);
  }

  #find({ all, isOne }: Way, key: Hash32, params: readonly Bound[]): number[] {
    const candidates = this.#known.of(key);
    if (candidates === null) return [...new Set(all.all(params).map(([id]) => id as number))];
    return candidates.filter((id) => isOne.get([id, ...params]) !== undefined);
  }
}
