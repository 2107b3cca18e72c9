import type { NounDefinition } from './definition.ts';
import type { Nouns } from './nouns.ts';
import { type EventRule, isChanged } from './shared/events.ts';

/** What happens to every record. */
const COMMON = ['updated', 'deleted'];

/** What can happen to a record of a noun that is there. */
export function eventRules({
  owner,
  events,
}: Pick<NounDefinition, 'owner' | 'events'>): readonly EventRule[] {
  return [assigned(owner), ...(events?.changed ?? [])];
}

/** What happens to people in sequences. */
const SEQUENCE_EVENTS = ['started', 'step_done', 'paused', 'resumed', 'finished', 'stopped'];

/** All types of events of records, and of people in sequences. */
export function eventTypes(nouns: Nouns): string[] {
  return [...eventTypesOf(nouns), ...SEQUENCE_EVENTS.map((name) => `sequence.${name}`)];
}

/** All types of events of the records of some nouns. */
export function eventTypesOf(nouns: Nouns): string[] {
  return [...nouns].flatMap((definition) => {
    const { noun, merge, events } = definition;
    const names = [
      ...eventRules(definition).map(({ name }) => name),
      ...COMMON,
      ...(merge ? ['merged'] : []),
    ];
    return [...(events?.created?.names ?? [`${noun}.created`]), ...names.map((name) => `${noun}.${name}`)];
  });
}

/** The record got another owner, or its first. */
function assigned(owner: string): EventRule {
  const column = `${owner}_id`;
  return {
    name: 'assigned',
    columns: [column],
    happened: (before, after) => isChanged(column, before, after) && after[column] !== null,
  };
}
