import type { Disposition } from '../../../domain/call-results.ts';
import { dayAfter, followUpOf, type LeadCalls, leadAfterCall } from '../../../domain/calling/call-effects.ts';
import { toLocalDate, toLocalTime } from '../../../domain/dates/calendar.ts';
import type { Moment } from '../../../domain/dates.ts';
import { ambiguous, type CrmError, usage } from '../../../domain/errors.ts';
import { personColumns } from '../../../domain/record-ref.ts';
import type {
  CalledParty,
  NumberOwner,
  OpenCallback,
  OwnedNumber,
  StoredCall,
} from '../../../store/calls/call-candidates.ts';
import type { CallWrites } from '../../../store/calls/write-calls.ts';
import { ChangedRows } from './changed-rows.ts';
import type { ImportedCall, NumberedSide } from './imported-call.ts';
import { isWith, PartyIndex } from './party-index.ts';
import { isReached, type PerhapsSame, StoredCalls } from './stored-calls.ts';

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

/** Decides what the calls of a batch create and change; reads nothing. Calls come in the order of their times. */
export class CallDecider {
  readonly #rules: CallRules;
  readonly #candidates: CallCandidates;
  readonly #stored: StoredCalls;
  readonly #callbacks: PartyIndex<OpenCallback>;
  readonly #rows: ChangedRows;
  readonly #done = new Set<number>();
  readonly #blocked = new Set<string>();
  #nextId: number;
  readonly writes: CallWrites = {
    activities: [],
    updates: [],
    suppressions: [],
    tasks: [],
    calledLeads: new Set(),
  };
  readonly badNumbers: string[] = [];

  constructor(rules: CallRules, candidates: CallCandidates, nextId: number) {
    this.#rules = rules;
    this.#candidates = candidates;
    this.#nextId = nextId;
    this.#stored = new StoredCalls(rules.system, candidates.known, candidates.logged);
    this.#rows = new ChangedRows(this.writes);
    this.#callbacks = new PartyIndex(candidates.callbacks);
  }

  /** Calls that may be one with a call logged by hand. */
  get perhapsSame(): readonly PerhapsSame[] {
    return this.#stored.perhapsSame;
  }

  decide(call: ImportedCall): CallOutcome {
    if (call.at > this.#rules.now)
      return { type: 'rejected', error: usage(`the call is in the future: ${call.at}`) };
    const owned = this.#ownerOf(call);
    const owner = owned && 'owner' in owned ? owned.owner : null;
    const known = this.#stored.findById(call, owner);
    if (known) return this.#improve(known, call, owner);
    if (owned === null) return { type: 'unknown', number: call.sides[0]?.number ?? '' };
    if ('error' in owned) return { type: 'rejected', error: owned.error };
    const { owner: party, side } = owned;
    const byHand = this.#stored.findByHand(call, party, side);
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

  /** A stored call that nobody had answered, as far as was known. */
  #improve(stored: StoredCall, call: ImportedCall, owner: NumberOwner | null): CallOutcome {
    const before = this.#rows.current('activity', stored.id, stored);
    const isBetter = !isReached(before.disposition as Disposition) && isReached(call.result.disposition);
    if (!isBetter) return { type: 'unchanged' };
    const side = call.sides.find(({ direction }) => direction === stored.direction) ?? call.sides[0];
    this.#rows.change('activity', stored.id, stored, {
      disposition: call.result.disposition,
      outcome: call.result.word,
      duration: call.duration,
      body: joinNotes(before.body as string | null, call.body),
      user_id: before.user_id ?? call.userId,
    });
    if (owner && side) this.#follow(call, owner, side, false);
    return { type: 'changed' };
  }

  /** Adds what the phone system knows to a call that was logged by hand, whose words stay. */
  #complete(stored: StoredCall, call: ImportedCall, side: NumberedSide): CallOutcome {
    const patch = {
      external_source: this.#rules.system,
      external_id: this.#stored.freeId(call, side),
      direction: stored.direction ?? side.direction,
      duration: stored.duration ?? call.duration,
      subject: stored.subject ?? call.subject,
      body: joinNotes(stored.body, call.body),
    };
    this.#rows.change('activity', stored.id, stored, patch);
    this.#stored.add({ ...stored, ...patch });
    return { type: 'changed' };
  }

  #create(call: ImportedCall, party: NumberOwner, side: NumberedSide): void {
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
      ...personColumns(party),
      account_id: party.noun === 'account' ? party.id : party.accountId,
      external_source: this.#rules.system,
      external_id: this.#stored.freeId(call, side),
      updated_at: now,
    };
    this.#rows.add(stored);
    this.#stored.add(stored);
    this.#follow(call, party, side, true);
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
    const lead = this.#rows.current('lead', id, columns) as unknown as LeadCalls;
    const after = leadAfterCall(lead, facts, this.#rules.statuses);
    this.#rows.change('lead', id, columns, isNew ? { ...after } : { ...after, attempts: lead.attempts });
    this.writes.calledLeads.add(id);
  }

  #markBad(party: CalledParty, number: string): void {
    const line = this.#candidates.numbers.find((each) => each.e164 === number && isWith(each, party));
    if (!line || line.bad === 1) return;
    this.#rows.change('phone', line.id, line, { bad: 1 });
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
    if (party.noun !== 'account') this.#rows.change(party.noun, party.id, party.columns, { do_not_call: 1 });
  }

  #completeCallbacks(party: CalledParty): void {
    for (const task of this.#callbacks.of(party)) {
      if (this.#done.has(task.id)) continue;
      this.#done.add(task.id);
      this.#rows.change(
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
}

/** When the other party is to be called again: at the time that the file says, else the day after a wish for it. */
function nextCallOf({ at, result, callbackAt }: ImportedCall): Moment | null {
  if (result.doNotCall) return null;
  if (callbackAt !== null)
    return { date: toLocalDate(callbackAt), time: toLocalTime(callbackAt), at: Date.parse(callbackAt) };
  return result.callback ? dayAfter(at) : null;
}

/** A note and what another one adds to it. */
function joinNotes(note: string | null, more: string | null): string | null {
  if (more === null || note === null) return note ?? more;
  const lines = note.split('\n');
  return [...lines, ...more.split('\n').filter((line) => !lines.includes(line))].join('\n');
}
