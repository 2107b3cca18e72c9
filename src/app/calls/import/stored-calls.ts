import type { CalledParty, StoredCall } from '../../../store/calls/call-candidates.ts';
import { type ImportedCall, isSameTime, type NumberedSide } from './imported-call.ts';
import { isWith, PartyIndex } from './party-index.ts';

/** The source of calls whose system is not known; earlier versions of the program used it for all. */
export const UNKNOWN_SYSTEM = 'phone';

/** A call that was logged by hand near a recorded one, and went another way. */
export interface PerhapsSame {
  readonly line: number;
  readonly activityId: number;
  readonly at: string;
}

/** The stored calls that the calls of a batch can be: finds the one that is the same. */
export class StoredCalls {
  readonly #system: string;
  readonly #byId: Map<string, StoredCall[]>;
  readonly #logged: PartyIndex<StoredCall>;
  readonly #matched = new Set<StoredCall>();
  readonly perhapsSame: PerhapsSame[] = [];

  /** `known` have ids in question, `logged` are with the people of the batch, around its times. */
  constructor(system: string, known: readonly StoredCall[], logged: readonly StoredCall[]) {
    this.#system = system;
    this.#byId = Map.groupBy(known, ({ external_id: id }) => id as string);
    this.#logged = new PartyIndex(logged);
  }

  /** The stored call of that id, unless it is another one: at another time with somebody else. */
  findById(call: ImportedCall, owner: CalledParty | null): StoredCall | undefined {
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
    return stored.external_source === this.#system
      ? isSameMoment || isSamePerson
      : isSameMoment && isSamePerson;
  }

  /** The call that somebody logged by hand: with the same person, within two minutes, answered or not alike. */
  findByHand(call: ImportedCall, party: CalledParty, side: NumberedSide): StoredCall | undefined {
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
    if (found) this.#matched.add(found);
    else if (other) this.perhapsSame.push({ line: call.rows[0].line, activityId: other.id, at: other.at });
    return found;
  }

  /** The external id for a call: one that another call has gets the time beside it. */
  freeId(call: ImportedCall, side: NumberedSide): string {
    if (call.callId === null) return timeId(call.at, side);
    const isTaken = this.#byId.get(call.callId)?.some((stored) => stored.external_source === this.#system);
    return isTaken ? `${call.callId} ${call.at}` : call.callId;
  }

  /** Later rows of the batch may mean this call. */
  add(stored: StoredCall): void {
    const id = stored.external_id as string;
    const calls = this.#byId.get(id);
    if (calls) calls.push(stored);
    else this.#byId.set(id, [stored]);
    this.#logged.add(stored);
  }
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
export function isReached(disposition: string | null): boolean {
  return disposition !== 'no-answer' && disposition !== 'busy' && disposition !== 'failed';
}
