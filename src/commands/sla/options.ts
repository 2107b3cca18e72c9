import type { ServiceLevelSettings } from '../../app/cases/service-levels.ts';
import { optionGroup } from '../option-group.ts';
import { repeat } from '../parse-args.ts';

/** What Commander gives for the options of a service level. */
export type ServiceLevelOptions = {
  firstResponse?: string;
  resolve?: string;
  hours?: string;
  tz?: string;
  holidays?: string;
  priority?: string[];
  applies?: string;
};

/** Adds the options of a service level. */
export const addServiceLevelOptions = optionGroup<ServiceLevelOptions>((command) =>
  command
    .option('--first-response <time>', 'working time until somebody answers first: 1h, 30m; "" for none')
    .option(
      '--resolve <time>',
      'working time until it is solved: 8h, 3d for three days of these hours; "" for none',
    )
    .option('--hours <hours>', "when the team works: 'mon-fri 9-17'; 0-24 for always")
    .option('--tz <zone>', 'time zone of these hours: Europe/Berlin; default: your own')
    .option('--holidays <country>', 'the country whose public holidays are free: DE; "" for none')
    .option(
      '--priority <times>',
      'other times of a priority: high=30m,4h (first response, solution), high= for none; may be repeated',
      repeat,
    )
    .option('--applies <filter>', "give it to new cases that meet this filter: 'account.kind = customer'"),
);

/** The settings that were given. */
export function settingsGiven(options: ServiceLevelOptions): ServiceLevelSettings {
  const { tz, priority, ...others } = options;
  return { ...others, zone: tz, priorities: priority };
}
