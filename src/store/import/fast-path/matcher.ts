import { emailKey } from '../../../domain/matching.ts';
import type { Statement } from '../../engine.ts';
import { type FormerIdentity, identitiesOf } from '../../merge/former-identities.ts';
import type { Bound, RawRow } from '../../sql.ts';
import type { Bulk } from '../../tx.ts';
import { emailsWanted } from '../../write/addresses.ts';
import type { PhoneNumber, Values } from '../../write/values.ts';
import type { LeadFinder } from '../lead-finder.ts';
import type { LeadKeyIndex } from '../lead-key-index.ts';
import { hasOtherExternalId, isColleague } from '../match.ts';
import type { MatchableLead } from './matchable-lead.ts';

/** Columns of a lead that tell whether a row can mean it. */
const TOLD_BY = ['id', 'name_key', 'first_name', 'last_name', 'external_source', 'external_id'];

type Read = Pick<Statement, 'get' | 'all'>;

/** Finds the lead a row means as `Matcher` does, where that leaves no doubt. */
export class FastLeadMatcher {
  readonly #known: LeadKeyIndex;
  readonly #finder: LeadFinder;
  readonly #any: Read;
  readonly #lead: Read;
  /** What leads were known by that were merged into others, or given another name. */
  readonly #former: Set<string>;

  constructor(bulk: Bulk, known: LeadKeyIndex, finder: LeadFinder) {
    this.#known = known;
    this.#finder = finder;
    this.#any = bulk.read(
      `select exists (select 1 from email where address_key = ? and lead_id is not null)
         or exists (select 1 from phone where e164 = ? and lead_id is not null)
         or exists (select 1 from lead where name_key = ? and company_key is ?)`,
    );
    const former = bulk.read('select kind, value from former where lead_id is not null').all([]);
    this.#former = new Set(former.map(([kind, value]) => `${kind} ${value}`));
    this.#lead = bulk.read(`select ${TOLD_BY.join(', ')} from lead where id = ?`);
  }

  /** A lead was given another name: rows may mean it by the one it had. */
  renamed({ kind, value }: FormerIdentity): void {
    this.#former.add(`${kind} ${value}`);
  }

  /** The number of the lead that has the row's external id, where that is all there is to ask; else null. */
  withId({ external_id: id, external_source: source }: Values): number | null {
    if (typeof id !== 'string' || this.#known.isActive || this.#former.size > 0) return null;
    return this.#finder.byExternalId((source as string | undefined) ?? '', id)[0] ?? null;
  }

  /** Its number, null when there is none, `unclear` when it takes more to say. */
  find({ values, derived, phones, keys }: MatchableLead): number | null | 'unclear' {
    const { external_id: externalId } = values;
    const source = (values.external_source as string | undefined) ?? '';
    if (this.#isOfMergedAway(values, { ...derived, external_source: source }, phones)) return 'unclear';
    if (this.#known.hasNone(keys)) return null;
    if (typeof externalId === 'string') {
      const [found] = this.#finder.byExternalId(source, externalId);
      if (found !== undefined) return found;
    }
    if (this.#isNew(values, derived, phones)) return null;
    const fits = (row: RawRow) => !hasOtherExternalId(values, source, row);
    for (const email of emailsWanted([], values)) {
      const found = this.#only(this.#finder.byEmail(emailKey(email)), fits);
      if (found !== null) return found;
    }
    for (const { e164 } of phones) {
      if (e164 === null) continue;
      const isMeant = (row: RawRow) => fits(row) && !isColleague(values, derived, row);
      const found = this.#only(this.#finder.byPhone(e164), isMeant);
      if (found !== null) return found;
    }
    const named = this.#finder.byName(derived.name_key, derived.company_key);
    // Without a company an e-mail tells people of one name apart.
    const isDoubtful = derived.company_key === null && typeof values.email === 'string';
    return named.length > 0 && isDoubtful ? 'unclear' : this.#only(named, fits);
  }

  /** Whether nobody is known by anything the row says, where that takes one look. */
  #isNew(values: Values, derived: RawRow, phones: readonly PhoneNumber[]): boolean {
    if (this.#known.isActive || phones.length > 1 || values.other_emails) return false;
    const email = typeof values.email === 'string' ? emailKey(values.email) : null;
    const { name_key, company_key } = derived;
    const found = this.#any.get([email, phones[0]?.e164 ?? null, name_key as string, company_key as Bound]);
    return found?.[0] === 0;
  }

  #isOfMergedAway(values: Values, derived: RawRow, phones: readonly PhoneNumber[]): boolean {
    if (this.#former.size === 0) return false;
    const known = typeof values.external_id === 'string' ? { external_id: values.external_id } : {};
    const e164s = phones.flatMap((phone) => phone.e164 ?? []);
    const keys = identitiesOf('lead', { ...derived, ...known }, emailsWanted([], values), e164s);
    return keys.some(({ kind, value }) => this.#former.has(`${kind} ${value}`));
  }

  /** The candidate that fits, null when none does, `unclear` when several do. */
  #only(candidates: readonly number[], fits: (row: RawRow) => boolean): number | null | 'unclear' {
    let only: number | null = null;
    for (const id of candidates) {
      const values = this.#lead.get([id]) ?? [];
      if (!fits(Object.fromEntries(TOLD_BY.map((name, at) => [name, values[at] ?? null])))) continue;
      if (only !== null) return 'unclear';
      only = id;
    }
    return only;
  }
}
