import type { Command as Commander, OptionValues } from '@commander-js/extra-typings';
import type { CallResult } from '../../domain/call-results.ts';
import { usage } from '../../domain/errors.ts';
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

/** A result with what the options say. Throws `usage` for flags that exclude each other and an unknown status. */
export function withFlags(result: CallResult, options: FlagOptions): CallResult {
  const made: CallResult = {
    ...result,
    positive: options.positive ?? result.positive,
    meeting: options.meeting ?? result.meeting,
    callback: options.callback ?? result.callback,
    stops: options.stops ?? result.stops,
    doNotCall: options.doNotCall ?? result.doNotCall,
    status: options.status === undefined ? result.status : statusOf(options.status),
  };
  if (made.doNotCall && (made.callback || made.meeting))
    throw usage('who asked not to be called is not called again: an outcome is one or the other');
  if (made.callback && made.meeting) throw usage('an outcome is a callback or a meeting, not both');
  return made;
}

function statusOf(text: string): CallResult['status'] {
  if (text.trim() === '') return null;
  const status = oneOf('no outcome leads to the status', text, [...STATUSES, 'none']);
  return status === 'none' ? null : status;
}
