import type { ServiceLevelUse } from '../../app/cases/service-levels.ts';
import { weekHoursText } from '../../domain/calendar/week-hours.ts';
import { durationText } from '../../domain/duration.ts';
import { priorityTargetsText } from '../../domain/service-level.ts';
import type { ListColumn } from '../listing.ts';

export const SLA_COLUMNS: readonly ListColumn[] = [
  { name: 'name', label: 'Name', type: 'text', help: 'name of the service level' },
  {
    name: 'first_response',
    label: 'First response',
    type: 'text',
    help: 'working time until the first answer',
  },
  { name: 'resolve', label: 'Solution', type: 'text', help: 'working time until it is solved' },
  { name: 'priorities', label: 'Priorities', type: 'text', help: 'priorities with other times' },
  { name: 'hours', label: 'Hours', type: 'text', help: 'when the team works' },
  { name: 'tz', label: 'Zone', type: 'text', help: 'time zone of the hours' },
  { name: 'holidays', label: 'Holidays', type: 'text', help: 'country whose public holidays are free' },
  { name: 'applies', label: 'Applies', type: 'text', help: 'new cases that get it by themselves' },
  { name: 'cases', label: 'Cases', type: 'integer', help: 'cases that have it' },
];

/** A service level as a row of these columns. */
export function slaRow(level: ServiceLevelUse) {
  return {
    id: level.name,
    name: level.name,
    first_response: level.firstResponse === null ? null : durationText(level.firstResponse),
    resolve: level.resolve === null ? null : durationText(level.resolve),
    priorities: priorityTargetsText(level.priorities) || null,
    hours: weekHoursText(level.hours),
    tz: level.zone,
    holidays: level.country || null,
    applies: level.applies,
    cases: level.cases,
  };
}
