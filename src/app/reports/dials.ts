import { meetingWords } from '../../domain/call-metrics.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { outcomes } from '../../store/calls/outcomes.ts';
import type { CallQuestion } from '../../store/reports/calls.ts';
import type { DialSelection } from '../../store/reports/dials.ts';
import { userNamed, userNumber } from '../../store/users.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection, type Selection } from '../records/selection.ts';

/** Which calls a report is about. */
export interface DialsInput {
  /** UTC ISO 8601, from and up to before. */
  readonly since: string;
  readonly until: string;
  /** Calls to leads that fit. */
  readonly leads: Selection;
  /** Only calls to leads, or only to others; all unless given. */
  readonly to?: 'leads' | 'others' | undefined;
  /** Calls of this user, by name, or `me`. */
  readonly by?: string | undefined;
}

/** Resolves names in what a report is about. Throws `not-found`. */
export async function resolveDials(
  deps: Deps,
  { since, until, leads, to, by }: DialsInput,
): Promise<DialSelection> {
  const fields = await fieldsOf(deps.store, LEAD);
  return {
    since,
    until,
    leads: await readSelection(deps, 'lead', fields, leads),
    to,
    userId: by === undefined ? undefined : await callerId(deps, by),
  };
}

/** These dials with what counts as a conversation, and as an agreed meeting, as the team's outcomes say. */
export async function callQuestion(
  { store: { db } }: Deps,
  dials: DialSelection,
  conversationSeconds: number,
): Promise<CallQuestion> {
  return { ...dials, conversationSeconds, meetingWords: meetingWords(await outcomes(db)) };
}

/** 0, which nobody has, for an acting user who has not done anything. */
async function callerId({ store: { db }, user }: Deps, name: string): Promise<number> {
  return name.trim() === 'me' ? ((await userNumber(db, user)) ?? 0) : (await userNamed(db, name)).id;
}
