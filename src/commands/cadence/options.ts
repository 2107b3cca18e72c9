import type { CadenceValues } from '../../app/team/cadences.ts';
import { readParts, readWorkingDays } from '../../domain/calling/read-cadence.ts';
import { usage } from '../../domain/errors.ts';
import { optionGroup } from '../option-group.ts';
import { repeat } from '../parse-args.ts';

/** What Commander gives for the options of a cadence. */
export type CadenceOptions = {
  attempts?: string;
  gap?: string[];
  spread?: string;
  days?: string;
  usual?: boolean;
};

const MAX_ATTEMPTS = 99;

/** Adds the options of a cadence. */
export const addCadenceOptions = optionGroup<CadenceOptions>((command) =>
  command
    .option('--attempts <n>', 'maximum number of attempts without an agreed callback')
    .option(
      '--gap <gaps>',
      'minimum time to the next attempt: no-answer=4h,voicemail=2d (working days); may be repeated',
      repeat,
    )
    .option('--spread <parts>', 'parts of the day that attempts are spread over: 8-11,11-14,14-17, or none')
    .option('--days <days>', 'working days: mon-fri, or mon,wed,fri')
    .option('--usual', 'use it for all leads without a cadence'),
);

/** Reads the options of a cadence. Throws `usage` for invalid values. */
export function cadenceValues({ attempts, gap, spread, days, usual }: CadenceOptions): CadenceValues {
  return {
    attempts: attempts === undefined ? undefined : readAttempts(attempts),
    gaps: gap ?? [],
    parts: spread === undefined ? undefined : readParts(spread),
    days: days === undefined ? undefined : readWorkingDays(days),
    isUsual: usual === true,
  };
}

function readAttempts(text: string): number {
  const count = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  if (count >= 1 && count <= MAX_ATTEMPTS) return count;
  throw usage(`--attempts is a number from 1 to ${MAX_ATTEMPTS}, not "${text}"`);
}
