import { refused, usage } from '../../domain/errors.ts';
import { picklistKey } from '../../domain/picklists.ts';
import {
  type CampaignStatus,
  membersHaving,
  ownStatuses,
  statusesOf,
  typesWithStatuses,
} from '../../store/campaign-statuses.ts';
import { readPicklist, requireValue } from '../../store/picklists.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';

/** Statuses that the program gives by itself, and needs in every type. */
const NEEDED: readonly string[] = ['invited', 'sent'];

/** A status of a type of campaigns. `type` is null for those of all types without their own. */
export interface TypeStatus {
  readonly type: string | null;
  readonly name: string;
  readonly isResponse: boolean;
}

/** The statuses of a type, or of all: first those that types without their own have. */
export async function listStatuses({ store: { db } }: Deps, type?: string): Promise<readonly TypeStatus[]> {
  const types = type === undefined ? [null, ...(await typesWithStatuses(db))] : [await typeNamed(db, type)];
  const all: TypeStatus[] = [];
  for (const each of types)
    for (const { name, is_response: isResponse } of await statusesOf(db, each))
      all.push({ type: each, name, isResponse: isResponse === 1 });
  return all;
}

async function typeNamed(db: Deps['store']['db'], text: string): Promise<string> {
  return requireValue(await readPicklist(db, 'campaign-type'), text).name;
}

/** What changes of the statuses of a type, in this order. */
export interface StatusChanges {
  readonly add: readonly string[];
  /** The former and the new name. */
  readonly rename: readonly (readonly [string, string])[];
  readonly response: readonly string[];
  readonly waiting: readonly string[];
  readonly remove: readonly string[];
  /** They come before the others. */
  readonly first: readonly string[];
}

/** Changes the statuses of a type, which gets its own with the first change. Members keep theirs under its new name. */
export async function changeStatuses(
  { store }: Deps,
  text: string,
  changes: StatusChanges,
): Promise<{ readonly type: string; readonly changeId: number | null }> {
  const type = await typeNamed(store.db, text);
  const { id } = await store.change(async (tx) => {
    const list = new StatusList(tx, type, [...(await statusesOf(tx, type))]);
    for (const name of changes.add) list.add(name);
    for (const [from, to] of changes.rename) list.rename(from, to);
    for (const name of changes.response) list.mark(name, 1);
    for (const name of changes.waiting) list.mark(name, 0);
    for (const name of changes.remove) await list.remove(name);
    list.putFirst(changes.first);
    await list.store();
  }, `changed the statuses of campaigns of the type ${type}`);
  return { type, changeId: id };
}

/** The statuses of a type while they are changed. */
class StatusList {
  readonly #tx: Tx;
  readonly #type: string;
  readonly #renamed = new Map<string, string>();
  #all: CampaignStatus[];

  constructor(tx: Tx, type: string, all: CampaignStatus[]) {
    this.#tx = tx;
    this.#type = type;
    this.#all = all;
  }

  #named(text: string): CampaignStatus {
    const found = this.#all.find(({ name }) => picklistKey(name) === picklistKey(text));
    if (found) return found;
    throw refused(
      `"${text}" is no status of campaigns of the type ${this.#type}`,
      `One of: ${this.#all.map(({ name }) => name).join(', ')}`,
    );
  }

  #fresh(text: string): string {
    const name = text.replace(/\s+/g, ' ').trim();
    if (name === '') throw usage('a status needs a name');
    if (this.#all.some((each) => picklistKey(each.name) === picklistKey(name)))
      throw refused(`campaigns of the type ${this.#type} have the status "${name}" already`);
    return name;
  }

  add(text: string): void {
    this.#all.push({ name: this.#fresh(text), is_response: 0 });
  }

  rename(text: string, to: string): void {
    const status = this.#named(text);
    this.#requireFree(status);
    this.#all = this.#all.filter((each) => each !== status);
    const name = this.#fresh(to);
    this.#all.push({ ...status, name });
    this.#renamed.set(status.name, name);
  }

  mark(text: string, isResponse: 0 | 1): void {
    const status = this.#named(text);
    this.#all = this.#all.map((each) => (each === status ? { ...each, is_response: isResponse } : each));
  }

  async remove(text: string): Promise<void> {
    const status = this.#named(text);
    this.#requireFree(status);
    const members = await membersHaving(this.#tx, this.#type, status.name);
    if (members.length > 0)
      throw refused(
        `${members.length} ${members.length === 1 ? 'member has' : 'members have'} the status "${status.name}"`,
        { code: 'member-status-in-use' },
      );
    this.#all = this.#all.filter((each) => each !== status);
  }

  #requireFree({ name }: CampaignStatus): void {
    if (NEEDED.includes(name))
      throw refused(`"${name}" stays: members get it when they join, or are sent something`);
  }

  putFirst(names: readonly string[]): void {
    const first = names.map((name) => this.#named(name));
    this.#all = [...new Set([...first, ...this.#all])];
  }

  async store(): Promise<void> {
    const [tx, type] = [this.#tx, this.#type];
    const own = new Map((await ownStatuses(tx, type)).map((row) => [row.name, row]));
    const former = new Map([...this.#renamed].map(([from, to]) => [to, from]));
    for (const [at, { name, is_response }] of this.#all.entries()) {
      const before = former.get(name) ?? name;
      const row = own.get(before);
      const values = { name, name_key: picklistKey(name), is_response, position: at + 1 };
      if (row) await tx.update('campaign_status', row.id, values);
      else await tx.insert('campaign_status', { type, ...values });
      own.delete(before);
      if (before === name) continue;
      for (const { id } of await membersHaving(tx, type, before))
        await tx.update('campaign_member', id, { status: name });
    }
    for (const { id } of own.values()) await tx.remove('campaign_status', id);
  }
}
