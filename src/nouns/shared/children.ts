import { phoneTextSql } from './columns.ts';

/** Rows of another table that belong to a record by one of their columns. */
export interface ChildRows {
  readonly table: string;
  readonly column: string;
  /**
   * What happens when the record is removed: its rows are removed, lose their link, lose it unless they have no other
   * link, or prevent the removal. `cascade` is for data outside the history; `stay` for what knows that it may be gone.
   */
  readonly onRemove: 'remove' | 'unlink' | 'remove or unlink' | 'refuse' | 'cascade' | 'stay';
  /** SQL of a key that is unique within a record. In a merge, the second row of a key is removed. */
  readonly uniqueBy?: string;
  /** Whether they have an order. In a merge, moved rows come last. */
  readonly ordered?: true;
  /** Whether they say something together. In a merge, those of the other record go where the record has its own. */
  readonly isWhole?: true;
  /** In a merge, columns that the first of two such rows takes from the second if its own are blank or 0. */
  readonly keptFromTwin?: readonly string[];
  /** In a merge, two of these rows that are one member of a campaign become the one with the further status. */
  readonly areMembers?: true;
  /**
   * For a history: the column with the time of an entry. A record is in one entry at a time, so in a merge only the
   * entries before those of the remaining record are kept.
   */
  readonly history?: string;
}

/** E-mails and phones of a record. */
export const addressRows = (noun: string): ChildRows[] => [
  {
    table: 'email',
    column: `${noun}_id`,
    onRemove: 'remove',
    uniqueBy: 'address_key',
    keptFromTwin: ['kind', 'bad'],
    ordered: true,
  },
  {
    table: 'phone',
    column: `${noun}_id`,
    onRemove: 'remove',
    uniqueBy: phoneTextSql('phone'),
    keptFromTwin: ['kind', 'bad'],
    ordered: true,
  },
];

/** The lifecycle stages that a record has left. */
export const lifecycleHistory = (noun: string): ChildRows => ({
  table: 'lifecycle_history',
  column: `${noun}_id`,
  onRemove: 'remove',
  uniqueBy: "stage || ' ' || coalesce(reached_on, '')",
});

/** Tags of a record, and what merged records were known by. */
export const recordRows = (noun: string): ChildRows[] => [
  { table: 'tagging', column: `${noun}_id`, onRemove: 'remove', uniqueBy: 'lower(tag)' },
  formerRows(noun),
];

/** What records that were merged into one were known by. */
export const formerRows = (noun: string): ChildRows => ({
  table: 'former',
  column: `${noun}_id`,
  onRemove: 'remove',
});

/** The members of a campaign, or the campaigns that a person is a member of. */
export const memberRows = (noun: string): ChildRows => ({
  table: 'campaign_member',
  column: `${noun}_id`,
  onRemove: 'remove',
  areMembers: true,
});

/** The meetings that a person takes part in. */
export const attendeeRows = (noun: string): ChildRows => ({
  table: 'meeting_attendee',
  column: `${noun}_id`,
  onRemove: 'remove',
  uniqueBy: 'meeting_id',
});

/** The sequences that a person is or was in, with what was done. */
export const sequenceRows = (noun: string): ChildRows[] => [
  { table: 'sequence_touch', column: `${noun}_id`, onRemove: 'remove' },
  { table: 'sequence_run', column: `${noun}_id`, onRemove: 'remove' },
];
