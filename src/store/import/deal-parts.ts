import { refused } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { externalKey } from '../merge/former-identities.ts';
import type { RowOf } from '../schema.ts';
import { sql } from '../sql.ts';
import { type Pipeline, pipelines } from '../stages.ts';
import type { Tx } from '../tx.ts';
import { updateRecord } from '../write/record.ts';
import type { WriteEnv } from '../write/values.ts';
import { stageIn } from './stage-resolver.ts';

type Opp = Pick<RowOf<'opp'>, 'id' | 'contact_id' | 'pipeline_id' | 'stage_id' | 'currency'>;

/** A stage that a deal entered, in words of its program. */
interface StageEntry {
  readonly stage: string;
  /** UTC ISO 8601. */
  readonly enteredAt: string;
  readonly minor: number | null;
  readonly currency: string | null;
  readonly userId: number | null;
}

/** A row of the history of a deal. */
type Entry = Pick<
  RowOf<'stage_history'>,
  'stage_id' | 'entered_at' | 'user_id' | 'amount_minor' | 'currency'
>;

/** What other programs keep in tables beside deals: the roles of contacts, and the stages that a deal was in. */
export class DealParts {
  readonly #tx: Tx;
  readonly #system: string;
  readonly #env: WriteEnv;
  readonly #pipelines: readonly Pipeline[];
  readonly #opps = new Map<string, Opp>();
  readonly #stages = new Map<number, Entry[]>();

  private constructor(tx: Tx, system: string, env: WriteEnv, all: readonly Pipeline[]) {
    this.#tx = tx;
    this.#system = system;
    this.#env = env;
    this.#pipelines = all;
  }

  /** `system` is the program that ids are from. */
  static async open(tx: Tx, system: string, env: WriteEnv): Promise<DealParts> {
    return new DealParts(tx, system, env, await pipelines(tx));
  }

  /** The deal with that id there. Throws `refused`. */
  async oppOf(externalId: string): Promise<Opp> {
    const known = this.#opps.get(externalId);
    if (known) return known;
    const id = await this.#recordOf('opp', externalId);
    const opp = (await sql<Opp>`
      select id, contact_id, pipeline_id, stage_id, currency from opp where id = ${id}`.first(
      this.#tx,
    )) as Opp;
    this.#opps.set(externalId, opp);
    return opp;
  }

  /** The contact with that id there. Throws `refused`. */
  contactOf(externalId: string): Promise<number> {
    return this.#recordOf('contact', externalId);
  }

  /** Makes a contact one of a deal's, with its role; a deal without a contact gets the primary one. */
  async addRole(
    { id, contact_id: main }: Opp,
    contactId: number,
    { role, isPrimary }: { readonly role: string | null; readonly isPrimary: boolean },
  ): Promise<'created' | 'changed' | 'unchanged'> {
    const isMain = main === contactId || (isPrimary && main === null);
    const rows = await sql<{ contact_id: number; role: string | null }>`
      select contact_id, role from opp_contact where opp_id = ${id} order by position`.all(this.#tx);
    const there = rows.find((row) => row.contact_id === contactId);
    if (isMain && role === null && main === contactId) return 'unchanged';
    const others = rows.map((row) => entryOf(row.contact_id, there === row ? (role ?? row.role) : row.role));
    if (!there && !(isMain && role === null)) others.push(entryOf(contactId, role));
    const isChanged = await updateRecord(
      this.#tx,
      'opp',
      id,
      { other_contacts: others, ...(isMain && main === null ? { contact_id: contactId } : {}) },
      this.#env,
    );
    for (const [key, opp] of this.#opps)
      if (opp.id === id && isMain) this.#opps.set(key, { ...opp, contact_id: contactId });
    if (!isChanged) return 'unchanged';
    return there ? 'changed' : 'created';
  }

  /** Notes a stage that a deal was in. Throws `refused` for one that its pipeline does not have. */
  noteStage(
    opp: Opp,
    { stage: name, enteredAt, minor, currency, userId }: StageEntry,
  ): 'created' | 'skipped' {
    const pipeline = this.#pipelines.find(({ id }) => id === opp.pipeline_id) as Pipeline;
    const stage = stageIn(pipeline, name);
    if (!stage)
      throw refused(
        `the pipeline "${pipeline.name}" has no stage "${name}", it has ${pipeline.stages.map((one) => one.name).join(', ')}`,
      );
    const entries = this.#stages.get(opp.id) ?? [];
    entries.push({
      stage_id: stage.id,
      entered_at: enteredAt,
      user_id: userId,
      amount_minor: minor,
      currency: currency ?? opp.currency,
    });
    this.#stages.set(opp.id, entries);
    return 'created';
  }

  /**
   * Stores the noted stages of all deals, in the order of time; rows in which a deal only stays in its stage are none.
   * Returns how many are new, there already, and none.
   */
  async storeStages(): Promise<{ created: number; unchanged: number; skipped: number }> {
    const counts = { created: 0, unchanged: 0, skipped: 0 };
    for (const [oppId, noted] of this.#stages) {
      const entries = changesOf(noted);
      counts.skipped += noted.length - entries.length;
      const added = await this.#storeOf(oppId, entries);
      counts.created += added;
      counts.unchanged += entries.length - added;
    }
    return counts;
  }

  /** Stores the history of a deal; the stage it is in stays the last. Returns how many rows are new. */
  async #storeOf(oppId: number, entries: readonly Entry[]): Promise<number> {
    const rows = await sql<RowOf<'stage_history'>>`
      select * from stage_history where opp_id = ${oppId} order by id`.all(this.#tx);
    const isIn = (list: readonly Entry[], one: Entry) =>
      list.some((other) => other.stage_id === one.stage_id && other.entered_at === one.entered_at);
    const fresh = entries.filter((entry) => !isIn(rows, entry));
    if (fresh.length === 0) return 0;
    const [current] = rows.slice(-1);
    const last = entries.at(-1);
    // The import of a deal notes only the stage that it is in.
    const isGuess = rows.length === 1 && current?.stage_id === last?.stage_id;
    const kept: Entry[] = isGuess ? [] : rows.filter((row) => row !== current);
    const end = isGuess || !current ? [] : [current];
    for (const row of rows) await this.#tx.remove('stage_history', row.id);
    const before = [...kept, ...fresh.filter((entry) => !isIn(end, entry))].toSorted((a, b) =>
      a.entered_at < b.entered_at ? -1 : 1,
    );
    for (const { stage_id, entered_at, user_id, amount_minor, currency } of [...before, ...end])
      await this.#tx.insert('stage_history', {
        opp_id: oppId,
        stage_id,
        entered_at,
        user_id,
        amount_minor,
        currency,
      });
    return fresh.length;
  }

  async #recordOf(noun: Noun & ('opp' | 'contact'), externalId: string): Promise<number> {
    const found =
      (await sql<{ id: number }>`
        select id from ${sql.ref(noun)} where external_source = ${this.#system} and external_id = ${externalId}`.first(
        this.#tx,
      )) ??
      (await sql<{ id: number }>`
        select ${sql.ref(`${noun}_id`)} as id from former
        where ${sql.ref(`${noun}_id`)} is not null and kind = 'external id'
          and value = ${externalKey(this.#system, externalId)}`.first(this.#tx));
    if (found) return found.id;
    throw refused(`no ${noun} has the id "${externalId}"`);
  }
}

function entryOf(contactId: number, role: string | null): string {
  return role === null ? String(contactId) : `${contactId} (${role})`;
}

/** The entries in the order of time in which the stage is another than before. */
function changesOf(entries: readonly Entry[]): Entry[] {
  const ordered = entries.toSorted((a, b) => (a.entered_at < b.entered_at ? -1 : 1));
  return ordered.filter((entry, at) => entry.stage_id !== ordered[at - 1]?.stage_id);
}
