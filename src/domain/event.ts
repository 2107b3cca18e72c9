/** What a change is: a command's, or one that takes another back or brings it back. */
export type ChangeKind = 'do' | 'undo' | 'redo';

/** A place in the stream of events: the nth of a change. All events of a change up to 0 are before its first. */
export interface EventPosition {
  readonly change: number;
  readonly ordinal: number;
}

/** A value of a field in an event: as in JSON exports. */
export type EventValue = string | number | boolean | null | readonly EventValue[];
export type EventValues = Readonly<Record<string, EventValue>>;

/** Something that happened to a record, as the history tells it. */
export interface ChangeEvent extends EventPosition {
  /** UTC ISO 8601. */
  readonly at: string;
  readonly user: string;
  /** The command line as typed. */
  readonly command: string;
  readonly kind: ChangeKind;
  /** For an undo or redo: the change that it reverts. */
  readonly reverts: number | null;
  /** `opp.won`: what it happened to, and what happened. */
  readonly type: string;
  /** `opp:7`. */
  readonly ref: string;
  /** What messages call the record; null for what has no name. */
  readonly title: string | null;
  /** The fields that it is about; null before the record was there, and after it was gone. */
  readonly before: EventValues | null;
  readonly after: EventValues | null;
}

/** The number of an event: `31-4` is the fourth of change 31. */
export function eventId({ change, ordinal }: EventPosition): string {
  return `${change}-${ordinal}`;
}

/** An event as other programs read it. */
export function eventLine(event: ChangeEvent): object {
  const { change, ordinal: _, at, user, command, kind, reverts, ...what } = event;
  return { id: eventId(event), at, user, ...what, change, kind, reverts, command };
}

/** Reads the number of an event, or of a change, which stands for its last event; null for any other text. */
export function readEventId(text: string): EventPosition | null {
  const [, change, ordinal] = /^#?(\d{1,15})(?:-(\d{1,15}))?$/.exec(text.trim()) ?? [];
  if (change === undefined) return null;
  return {
    change: Number(change),
    ordinal: ordinal === undefined ? Number.MAX_SAFE_INTEGER : Number(ordinal),
  };
}

/** Whether an event type is of one of the patterns: `opp.won`, `opp.*`, `*.created`; without patterns every type is. */
export function matchesType(patterns: readonly string[], type: string): boolean {
  if (patterns.length === 0) return true;
  const parts = type.split('.');
  return patterns.some((pattern) =>
    pattern === '*' ? true : pattern.split('.').every((part, at) => part === '*' || part === parts[at]),
  );
}
