import type { Disposition } from '../../../domain/call-results.ts';
import { dayAfter, followUpOf, type LeadCalls, leadAfterCall } from '../../../domain/calling/call-effects.ts';
import { toLocalDate, toLocalTime } from '../../../domain/dates/calendar.ts';
import type { Moment } from '../../../domain/dates.ts';
import { ambiguous, type CrmError, usage } from '../../../domain/errors.ts';
import type { CalledParty } from '../../../store/activities/dialable-numbers.ts';
import type {
  NumberOwner,
  OpenCallback,
  OwnedNumber,
  StoredCall,
} from '../../../store/calls/call-candidates.ts';
import type { CallUpdate, CallWrites } from '../../../store/calls/write-calls.ts';
import type { RawRow } from '../../../store/sql.ts';
import { type ImportedCall, isSameTime, type NumberedSide } from './imported-call.ts';
import { isWith, PartyIndex } from './party-index.ts';

/** The source of calls whose system is not known; earlier versions of the program used it for all. */
export const UNKNOWN_SYSTEM = 'phone';

/** What the calls of a batch can mean, as the database has it. */
export interface CallCandidates {
  /** Calls by external id, of the systems in question. */
  readonly known: readonly StoredCall[];
  /** Calls with the people of the batch, around its times. */
  readonly logged: readonly StoredCall[];
  readonly owners: ReadonlyMap<string, readonly NumberOwner[]>;
  readonly callbacks: readonly OpenCallback[];
  /** The numbers of people who are not to be called any more, or of whom one is bad. */
  readonly numbers: readonly (OwnedNumber & { readonly blocked: number })[];
}

/** What becomes of a call. */
export type CallOutcome =
  | { readonly type: 'created' | 'changed' | 'unchanged' }
  | { readonly type: 'unknown'; readonly number: string }
  | { readonly type: 'rejected'; readonly error: CrmError };

/** Facts that do not change while a file is imported. */
export interface CallRules {
  readonly statuses: readonly { readonly name: string; readonly kind: string }[];
  /** Source of external ids. */
  readonly system: string;
  /** The time of the import, UTC ISO 8601. */
  readonly now: string;
  readonly userId: number;
}

/** A call that was logged by hand near a recorded one, and went another way. */
export interface PerhapsSame {
  readonly line: number;
  readonly activityId: number;
  readonly at: string;
}

/** Decides what the calls of a batch create and change; reads nothing. Calls come in the order of their times. */
export class CallDecider {
  readonly #rules: CallRules;
  readonly #candidates: CallCandidates;
  readonly #byId: Map<string, StoredCall[]>;
  readonly #logged: PartyIndex<StoredCall>;
  readonly #callbacks: PartyIndex<OpenCallback>;
  /** Rows that this batch changes, by table and number. */
  readonly #changed = new Map<string, CallUpdate>();
  readonly #created = new Map<number, StoredCall>();
  readonly #done = new Set<number>();
  readonly #blocked = new Set<string>();
  readonly #matched = new Set<StoredCall>();
  #nextId: number;
  readonly writes: CallWrites = {
    activities: [],
    updates: [],
    suppressions: [],
    tasks: [],
    calledLeads: new Set(),
  };
  readonly perhapsSame: PerhapsSame[] = [];
  readonly badNumbers: string[] = [];

  constructor(rules: CallRules, candidates: CallCandidates, nextId: number) {
    this.#rules = rules;
    this.#candidates = candidates;
    this.#nextId = nextId;
    this.#byId = Map.groupBy(candidates.known, ({ external_id: id }) => id as string);
    this.#logged = new PartyIndex(candidates.logged);
    this.#callbacks = new PartyIndex(candidates.callbacks);
  }

  decide(call: ImportedCall): CallOutcome {
    if (call.at > this.#rules.now)
      return { type: 'rejected', error: usage(`the call is in the future: ${call.at}`) };
    const owned = this.#ownerOf(call);
    const owner = owned && 'owner' in owned ? owned.owner : null;
    const known = this.#knownCall(call, owner);
    if (known) return this.#improve(known, call, owner);
    if (owned === null) return { type: 'unknown', number: call.sides[0]?.number ?? '' };
    if ('error' in owned) return { type: 'rejected', error: owned.error };
    const { owner: party, side } = owned;
    const byHand = this.#loggedByHand(call, party, side);
    if (byHand) return this.#complete(byHand, call, side);
    this.#create(call, party, side);
    return { type: 'created' };
  }

  /** Who took part on the other side; null if nobody here has such a number. */
  #ownerOf(
    call: ImportedCall,
  ): { readonly owner: NumberOwner; readonly side: NumberedSide } | { readonly error: CrmError } | null {
    for (const side of call.sides) {
      const [owner, ...others] = this.#candidates.owners.get(side.number) ?? [];
      if (!owner) continue;
      if (others.length === 0) return { owner, side };
      const all = [owner, ...others].map(({ noun, id, name }) => `${noun} ${id}  ${name}`).join(', ');
      return { error: ambiguous(`${side.number} belongs to several people: ${all}`) };
    }
    return null;
  }

  /** The stored call of that id, unless it is another one: at another time with somebody else. */
  #knownCall(call: ImportedCall, owner: CalledParty | null): StoredCall | undefined {
    const { callId, at, sides } = call;
    if (this.#byId.size > 0)
      for (const id of externalIdsOf(call)) {
        const found = this.#byId.get(id)?.find((stored) => this.#isSame(stored, call, owner));
        if (found) return found;
      }
    if (owner === null) return undefined;
    const logged = this.#logged.of(owner);
    if (logged.length === 0) return undefined;
    const ids = new Set(sides.map((side) => timeId(at, side)));
    return logged.find(
      (stored) =>
        stored.external_id !== null &&
        (ids.has(stored.external_id) ||
          // A file without ids: a call at the same second is the same one.
          (callId === null &&
            Math.abs(Date.parse(stored.at) - Date.parse(at)) < 1000 &&
            sides.some(({ direction }) => direction === stored.direction))),
    );
  }

  /** An id of a system whose name was not known is weaker: time and person have to agree. */
  #isSame(stored: StoredCall, call: ImportedCall, owner: CalledParty | null): boolean {
    const isSameMoment = isSameTime(stored.at, call.at);
    const isSamePerson = owner !== null && isWith(stored, owner);
    return stored.external_source === this.#rules.system
      ? isSameMoment || isSamePerson
      : isSameMoment && isSamePerson;
  }

  /** A stored call that nobody had answered, as far as was known. */
  #improve(stored: StoredCall, call: ImportedCall, owner: NumberOwner | null): CallOutcome {
    const before = this.#current('activity', stored.id, stored);
    const isBetter = !isReached(before.disposition as Disposition) && isReached(call.result.disposition);
    if (!isBetter) return { type: 'unchanged' };
    const side = call.sides.find(({ direction }) => direction === stored.direction) ?? call.sides[0];
    this.#set('activity', stored.id, stored, {
      disposition: call.result.disposition,
      outcome: call.result.word,
      duration: call.duration,
      body: joinNotes(before.body as string | null, call.body),
      user_id: before.user_id ?? call.userId,
    });
    if (owner && side) this.#follow(call, owner, side, false);
    return { type: 'changed' };
  }

  /** The call that somebody logged by hand: with the same person, within two minutes, answered or not alike. */
  #loggedByHand(call: ImportedCall, party: CalledParty, side: NumberedSide): StoredCall | undefined {
    const near = this.#logged
      .of(party)
      .filter(
        (stored) =>
          stored.external_id === null &&
          !this.#matched.has(stored) &&
          isSameTime(stored.at, call.at) &&
          (stored.direction === null || stored.direction === side.direction),
      );
    const distance = ({ at }: StoredCall) => Math.abs(Date.parse(at) - Date.parse(call.at));
    const [found] = near
      .filter(
        ({ disposition }) =>
          disposition === null || isReached(disposition) === isReached(call.result.disposition),
      )
      .toSorted((a, b) => distance(a) - distance(b));
    const [other] = near;
    if (!found && other)
      this.perhapsSame.push({ line: call.rows[0].line, activityId: other.id, at: other.at });
    return found;
  }

  /** Adds what the phone system knows to a call that was logged by hand, whose words stay. */
  #complete(stored: StoredCall, call: ImportedCall, side: NumberedSide): CallOutcome {
    this.#matched.add(stored);
    const { id } = this.#externalId(call, side);
    const patch = {
      external_source: this.#rules.system,
      external_id: id,
      direction: stored.direction ?? side.direction,
      duration: stored.duration ?? call.duration,
      subject: stored.subject ?? call.subject,
      body: joinNotes(stored.body, call.body),
    };
    this.#set('activity', stored.id, stored, patch);
    this.#remember({ ...stored, ...patch });
    return { type: 'changed' };
  }

  #create(call: ImportedCall, party: NumberOwner, side: NumberedSide): void {
    const { id: externalId } = this.#externalId(call, side);
    const id = this.#nextId++;
    const { now } = this.#rules;
    const stored: StoredCall = {
      id,
      at: call.at,
      direction: side.direction,
      disposition: call.result.disposition,
      outcome: call.result.word,
      duration: call.duration,
      subject: call.subject,
      body: call.body,
      user_id: call.userId,
      lead_id: party.noun === 'lead' ? party.id : null,
      contact_id: party.noun === 'contact' ? party.id : null,
      account_id: party.noun === 'account' ? party.id : party.accountId,
      external_source: this.#rules.system,
      external_id: externalId,
      updated_at: now,
    };
    this.#created.set(id, stored);
    this.writes.activities.push(stored);
    this.#remember(stored);
    this.#follow(call, party, side, true);
  }

  /** An id of another call gets the time beside it. */
  #externalId(call: ImportedCall, side: NumberedSide): { readonly id: string } {
    if (call.callId === null) return { id: timeId(call.at, side) };
    const isTaken = this.#byId
      .get(call.callId)
      ?.some((stored) => stored.external_source === this.#rules.system);
    return { id: isTaken ? `${call.callId} ${call.at}` : call.callId };
  }

  /** Later rows of the batch may mean this call. */
  #remember(stored: StoredCall): void {
    const id = stored.external_id as string;
    const calls = this.#byId.get(id);
    if (calls) calls.push(stored);
    else this.#byId.set(id, [stored]);
    this.#logged.add(stored);
  }

  /** What follows from a call: `isNew` says that it was not counted before. */
  #follow(call: ImportedCall, party: NumberOwner, side: NumberedSide, isNew: boolean): void {
    const { result } = call;
    const facts = { at: call.at, direction: side.direction, result, next: nextCallOf(call) };
    if (party.noun === 'lead') this.#moveLead(party, facts, isNew);
    if (result.badNumber) this.#markBad(party, side.number);
    if (result.doNotCall) this.#block(party);
    if (result.disposition === 'answered') this.#completeCallbacks(party);
    const task = followUpOf(facts, party.noun === 'lead', this.#rules.now);
    if (task) this.writes.tasks.push({ party, kind: task.kind, due: task.due as Moment, isDone: false });
  }

  #moveLead({ id, columns }: NumberOwner, facts: Parameters<typeof leadAfterCall>[1], isNew: boolean): void {
    const lead = this.#current('lead', id, columns) as unknown as LeadCalls;
    const after = leadAfterCall(lead, facts, this.#rules.statuses);
    this.#set('lead', id, columns, isNew ? { ...after } : { ...after, attempts: lead.attempts });
    this.writes.calledLeads.add(id);
  }

  #markBad(party: CalledParty, number: string): void {
    const line = this.#candidates.numbers.find((each) => each.e164 === number && isWith(each, party));
    if (!line || line.bad === 1) return;
    this.#set('phone', line.id, line, { bad: 1 });
    if (!this.badNumbers.includes(number)) this.badNumbers.push(number);
  }

  #block(party: NumberOwner): void {
    for (const { e164, blocked } of this.#candidates.numbers.filter((each) => isWith(each, party))) {
      if (e164 === null || blocked === 1 || this.#blocked.has(e164)) continue;
      this.#blocked.add(e164);
      this.writes.suppressions.push({
        e164,
        reason: 'asked not to be called',
        source: `${party.noun} ${party.id}`,
      });
    }
    if (party.noun !== 'account') this.#set(party.noun, party.id, party.columns, { do_not_call: 1 });
  }

  #completeCallbacks(party: CalledParty): void {
    for (const task of this.#callbacks.of(party)) {
      if (this.#done.has(task.id)) continue;
      this.#done.add(task.id);
      this.#set(
        'task',
        task.id,
        { ...task, status: 'open', done_at: null },
        { status: 'done', done_at: this.#rules.now },
      );
    }
    for (const task of this.writes.tasks)
      if (task.kind === 'callback' && task.party.noun === party.noun && task.party.id === party.id)
        task.isDone = true;
  }

  #current(table: CallUpdate['table'], id: number, stored: object): RawRow {
    const created = table === 'activity' ? this.#created.get(id) : undefined;
    return this.#changed.get(`${table} ${id}`)?.row ?? ((created ?? stored) as RawRow);
  }

  /** Changes columns of a row; those of a call that this batch creates are changed in place. */
  #set(table: CallUpdate['table'], id: number, stored: object, patch: RawRow): void {
    const created = table === 'activity' ? this.#created.get(id) : undefined;
    if (created) {
      Object.assign(created, patch);
      return;
    }
    const key = `${table} ${id}`;
    let change = this.#changed.get(key);
    for (const column in patch) {
      const value = patch[column] ?? null;
      if ((change?.row ?? (stored as RawRow))[column] === value) continue;
      if (!change) {
        change = { table, id, stored: stored as RawRow, row: { ...(stored as RawRow) }, columns: new Set() };
        this.#changed.set(key, change);
        this.writes.updates.push(change);
      }
      change.row[column] = value;
      change.columns.add(column);
    }
  }
}

/** When the other party is to be called again: at the time that the file says, else the day after a wish for it. */
function nextCallOf({ at, result, callbackAt }: ImportedCall): Moment | null {
  if (result.doNotCall) return null;
  if (callbackAt !== null)
    return { date: toLocalDate(callbackAt), time: toLocalTime(callbackAt), at: Date.parse(callbackAt) };
  return result.callback ? dayAfter(at) : null;
}

/** The external ids that a call can have: its own, which another one may have, or its time and number. */
export function externalIdsOf({ callId, at, sides }: ImportedCall): string[] {
  return callId === null ? sides.map((side) => timeId(at, side)) : [callId, `${callId} ${at}`];
}

/** The identity of a call that has no id. */
function timeId(at: string, { direction, number }: NumberedSide): string {
  return `${at} ${direction} ${number}`;
}

/** Whether somebody, or something, picked up. */
function isReached(disposition: string | null): boolean {
  return disposition !== 'no-answer' && disposition !== 'busy' && disposition !== 'failed';
}

/** A note and what another one adds to it. */
function joinNotes(note: string | null, more: string | null): string | null {
  if (more === null || note === null) return note ?? more;
  const lines = note.split('\n');
  return [...lines, ...more.split('\n').filter((line) => !lines.includes(line))].join('\n');
}
