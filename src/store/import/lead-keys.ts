import { emailKey } from '../../domain/matching.ts';
import type { Bound, RawRow, Statement } from '../engine.ts';
import type { Bulk } from '../tx.ts';
import { emailsWanted } from '../write/addresses.ts';
import type { PhoneNumber, Values } from '../write/values.ts';
import { type Key, keyOf } from './key-set.ts';

/** What rows and records of leads are known by, each as one key. */
export function keysOf(values: Values, derived: RawRow, phones: readonly PhoneNumber[]): Key[] {
  const keys = [nameKey(derived.name_key, derived.company_key)];
  if (typeof values.external_id === 'string')
    keys.push(externalKey(values.external_source as string | undefined, values.external_id));
  for (const email of emailsWanted([], values)) keys.push(keyOf(`e ${emailKey(email)}`));
  for (const { e164 } of phones) if (e164 !== null) keys.push(keyOf(`p ${e164}`));
  return keys;
}

export function nameKey(name: Bound | undefined, company: Bound | undefined): Key {
  return keyOf(`n ${name}\0${company}`);
}

function externalKey(source: Bound | undefined, id: Bound): Key {
  return keyOf(`x ${source ?? ''}\0${id}`);
}

/** Reads what leads that are there are known by. */
export class LeadKeys {
  readonly #reads: readonly Pick<Statement, 'all'>[];
  readonly #bulk: Bulk;

  constructor(bulk: Bulk) {
    this.#bulk = bulk;
    this.#reads = KEYS.map(({ sql, of }) => bulk.read(`${sql} where ${of} = ?`));
  }

  /** Of one lead. */
  of(id: number): Key[] {
    return this.#reads.flatMap((read, at) => read.all([id]).flatMap((row) => KEYS[at]?.keys(row) ?? []));
  }

  /** Of all leads, in runs of numbers. */
  *all(nextId: number): Generator<Key> {
    for (const { sql, of, keys } of KEYS) {
      const read = this.#bulk.read(`${sql} where ${of} between ? and ?`);
      for (let from = 0; from < nextId; from += RUN) {
        for (const row of read.all([from, from + RUN - 1])) yield* keys(row);
      }
    }
  }
}

/** Leads whose keys are read at once. */
const RUN = 10_000;

const KEYS: readonly { sql: string; of: string; keys: (row: readonly Bound[]) => Key[] }[] = [
  {
    sql: 'select name_key, company_key, external_source, external_id from lead',
    of: 'id',
    keys: ([name, company, source, id]) =>
      id === null || id === undefined
        ? [nameKey(name, company)]
        : [nameKey(name, company), externalKey(source, id)],
  },
  { sql: 'select address_key from email', of: 'lead_id', keys: ([key]) => [keyOf(`e ${key}`)] },
  {
    sql: 'select e164 from phone',
    of: 'lead_id',
    keys: ([e164]) => (e164 === null ? [] : [keyOf(`p ${e164}`)]),
  },
];
