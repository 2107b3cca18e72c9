import type { SequenceUse } from '../../app/sequences/sequences.ts';
import type { Row } from '../../domain/field.ts';
import { refText } from '../../domain/record-ref.ts';
import type { SequenceRun } from '../../store/sequences/runs.ts';
import type { ListColumn } from '../listing.ts';

/** Columns of sequences. */
export const SEQUENCE_COLUMNS: readonly ListColumn[] = [
  { name: 'name', label: 'Name', type: 'text', help: 'name of the sequence' },
  { name: 'version', label: 'Version', type: 'integer', help: 'the version that new people get' },
  { name: 'steps', label: 'Steps', type: 'integer', help: 'how many steps it has' },
  { name: 'active', label: 'Active', type: 'integer', help: 'people whose next step has a date' },
  { name: 'paused', label: 'Paused', type: 'integer', help: 'people who wait for crm sequence resume' },
  { name: 'finished', label: 'Finished', type: 'integer', help: 'people who came to the end' },
  { name: 'stopped', label: 'Stopped', type: 'integer', help: 'people for whom it ended before' },
  { name: 'starts_per_day', label: 'A day', type: 'integer', help: 'people who begin on a day at most' },
  { name: 'updated_at', label: 'Changed', type: 'datetime', help: 'when it was changed last' },
];

/** A sequence as a line of a list. */
export function sequenceRow(sequence: SequenceUse): Row {
  const { name, version, plan, counts, startsPerDay, updatedAt } = sequence;
  const starts = { starts_per_day: startsPerDay, updated_at: updatedAt };
  return { id: name, name, version, steps: plan.steps.length, ...counts, ...starts };
}

/** Columns of people in sequences. */
export const RUN_COLUMNS: readonly ListColumn[] = [
  { name: 'person', label: 'Person', type: 'text', help: 'reference of the lead or contact' },
  { name: 'name', label: 'Name', type: 'text', help: 'name of the person' },
  { name: 'sequence', label: 'Sequence', type: 'text', help: 'name of the sequence' },
  { name: 'version', label: 'Version', type: 'integer', help: 'the version that the person goes through' },
  { name: 'state', label: 'State', type: 'text', help: 'active, paused, finished or stopped' },
  { name: 'step', label: 'Step', type: 'integer', help: 'the step that is next' },
  { name: 'kind', label: 'Kind', type: 'text', help: 'what it is: email, call or task' },
  { name: 'due_at', label: 'Due', type: 'datetime', help: 'when it is due' },
  { name: 'reason', label: 'Reason', type: 'text', help: 'why it was stopped or paused' },
  { name: 'started_at', label: 'Started', type: 'datetime', help: 'when the person was enrolled' },
  { name: 'account', label: 'Account', type: 'text', help: 'the account that its mails are sent from' },
];

/** A person in a sequence as a line of a list. */
export function runRow(run: SequenceRun): Row {
  const { person, name, sequence, version, state, step, kind, dueAt, reason, detail, startedAt, account } =
    run;
  const isOpen = state === 'active' || state === 'paused';
  return {
    id: refText(person),
    person: refText(person),
    name,
    sequence,
    version,
    state,
    step: isOpen ? step : null,
    kind: isOpen ? kind : null,
    due_at: state === 'active' ? dueAt : null,
    reason: detail === null ? reason : `${reason}: ${detail}`,
    started_at: startedAt,
    account: account || null,
  };
}
