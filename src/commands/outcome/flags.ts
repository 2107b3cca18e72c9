import type { Command as Commander, OptionValues } from '@commander-js/extra-typings';
import type { OutcomeEffects } from '../../app/team/outcomes.ts';
import { oneOf } from '../../domain/one-of.ts';

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

/** Adds the options that say what follows from an outcome. */
export function addFlags<A extends unknown[], O extends OptionValues>(
  command: Commander<A, O>,
): Commander<A, O & FlagOptions> {
  const either = (flag: string, help: string) =>
    command.option(`--${flag}`, help).option(`--no-${flag}`, `not: ${help}`);
  either('positive', 'speaks for a sale: a follow-up is planned');
  either('meeting', 'a meeting was agreed: needs --next, plans it');
  either('callback', 'they want to be called again: needs --next');
  either('stops', 'no further tries');
  either('do-not-call', 'puts their numbers on the do-not-call list at once');
  command.option('--status <status>', `the status it leads to: ${STATUSES.join(', ')} or none`);
  return command as never;
}

/** What the options say of an outcome. Throws `usage` for an unknown status. */
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
  const status = oneOf('no outcome leads to the status', text, [...STATUSES, 'none']);
  return status === 'none' ? null : status;
}
