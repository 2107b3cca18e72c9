import type { OutcomeEffects } from '../../app/team/outcomes.ts';
import { oneOf } from '../../domain/one-of.ts';
import { optionGroup } from '../option-group.ts';

const STATUSES = ['qualified', 'nurturing', 'disqualified'] as const;

/** What Commander gives for the flags of an outcome. */
export type FlagOptions = {
  positive?: boolean;
  meeting?: boolean;
  callback?: boolean;
  stops?: boolean;
  doNotCall?: boolean;
  status?: string;
};

/** Adds the options for the effects of an outcome. */
export const addFlags = optionGroup<FlagOptions>((command) => {
  const either = (flag: string, help: string) =>
    command.option(`--${flag}`, help).option(`--no-${flag}`, `not: ${help}`);
  either('positive', 'the lead is interested: plans a follow-up');
  either('meeting', 'a meeting was agreed: needs --next, plans it');
  either('callback', 'a callback was agreed: needs --next');
  either('stops', 'no further attempts');
  either('do-not-call', 'adds the numbers to the do-not-call list');
  return command.option('--status <status>', `the status that it leads to: ${STATUSES.join(', ')} or none`);
});

/** Reads the effects of an outcome. Throws `usage` for an unknown status. */
export function effectsOf({ status, ...flags }: FlagOptions): Partial<OutcomeEffects> {
  return {
    ...pickFlags(flags),
    ...(status === undefined ? {} : { status: statusOf(status) }),
  };
}

function pickFlags({ positive, meeting, callback, stops, doNotCall }: FlagOptions): Partial<OutcomeEffects> {
  const flags = { positive, meeting, callback, stops, doNotCall };
  return Object.fromEntries(Object.entries(flags).filter(([, isSet]) => isSet !== undefined));
}

function statusOf(text: string): OutcomeEffects['status'] {
  if (text.trim() === '') return null;
  const status = oneOf('unknown status for an outcome', text, [...STATUSES, 'none']);
  return status === 'none' ? null : status;
}
