import { emailKey } from '../../domain/matching.ts';
import type { Statement } from '../engine.ts';
import type { Bound, RawRow } from '../sql.ts';
import type { Bulk } from '../tx.ts';
import { emailsWanted } from '../write/addresses.ts';
import type { PhoneNumber, Values } from '../write/values.ts';
import { type Hash32, hashText } from './hash.ts';

/** What rows and records of leads are known by, each as one key. */
export function hashesOf(values: Values, derived: RawRow, phones: readonly PhoneNumber[]): Hash32[] {
  const keys = [leadKey.name(derived.name_key, derived.company_key)];
  if (typeof values.external_id === 'string')
    keys.push(leadKey.external(values.external_source as string | undefined, values.external_id));
  for (const email of emailsWanted([], values)) keys.push(leadKey.email(emailKey(email)));
  for (const { e164 } of phones) if (e164 !== null) keys.push(leadKey.phone(e164));
  return keys;
}

/** The key of each thing that a lead is known by. */
export const leadKey = {
  name: (name: Bound | undefined, company: Bound | undefined): Hash32 => hashText(`n ${name}\0${company}`),
  external: (source: Bound | undefined, id: Bound): Hash32 => hashText(`x ${source ?? ''}\0${id}`),
  email: (address: Bound): Hash32 => hashText(`e ${address}`),
  phone: (e164: Bound): Hash32 => hashText(`p ${e164}`),
};

/** Reads what leads that are there are known by. */
export class LeadKeys {
  readonly #reads: readonly Pick<Statement, 'all'>[];
  readonly #bulk: Bulk;

  constructor(bulk: Bulk) {
    this.#bulk = bulk;
    this.#reads = KEYS.map(({ sql, of }) => bulk.read(`${sql} where ${of} = ?`));
  }

  /** Of one lead. */
  of(id: number): Hash32[] {
    return this.#reads.flatMap((read, at) => read.all([id]).flatMap((row) => KEYS[at]?.keys(row) ?? []));
  }

  /** Of all leads, with the number of each, in runs of numbers. */
  *all(nextId: number): Generator<readonly [key: Hash32, leadId: number]> {
    for (const { sql, of, keys } of KEYS) {
      const read = this.#bulk.read(`${sql} where ${of} between ? and ?`);
      for (let from = 0; from < nextId; from += RUN) {
        for (const row of read.all([from, from + RUN - 1])) {
          for (const key of keys(row)) yield [key, row[0] as number];
        }
      }
    }
  }
}

/** Leads whose keys are read at once. */
const RUN = 10_000;

/** The number of the lead, and what it is known by. */
const KEYS: readonly { sql: string; of: string; keys: (row: readonly Bound[]) => Hash32[] }[] = [
  {
    sql: 'select id, name_key, company_key, external_source, external_id from lead',
    of: 'id',
    keys: ([, name, company, source, id]) =>
      id === null || id === undefined
        ? [leadKey.name(name, company)]
        : [leadKey.name(name, company), leadKey.external(source, id)],
  },
  {
    sql: 'select lead_id, address_key from email',
    of: 'lead_id',
    keys: ([, address = null]) => [leadKey.email(address)],
  },
  {
    sql: 'select lead_id, e164 from phone',
    of: 'lead_id',
    keys: ([, e164 = null]) => (e164 === null ? [] : [leadKey.phone(e164)]),
  },
];
