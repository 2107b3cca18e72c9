import { phoneTextSql } from './columns.ts';

/** Rows of another table that belong to a record by one of their columns. */
export interface ChildRows {
  readonly table: string;
  readonly column: string;
  /**
   * What happens when the record is removed: the rows are removed with it, lose their link to it, do so unless they
   * are about nothing else, or stand in the way. What cascades is no record: the history never sees it.
   */
  readonly onRemove: 'remove' | 'unlink' | 'remove or unlink' | 'refuse' | 'cascade';
  /** SQL of what a record has only once: in a merge a second one goes, and what it says besides is kept on the first. */
  readonly uniqueBy?: string;
  /** Whether the record has them in an order: in a merge those that come stand behind those there are. */
  readonly ordered?: true;
  /** In a merge, the column that the first of two such rows takes from the second if its own is blank or 0. */
  readonly keptFromTwin?: string;
  /**
   * For a history: the column with the time of an entry. A record is in one entry at a time, so in a merge only the
   * entries before those of the remaining record are kept.
   */
  readonly history?: string;
}

/** E-mails and phones of a record. */
export const addressRows = (noun: string): ChildRows[] => [
  { table: 'email', column: `${noun}_id`, onRemove: 'remove', uniqueBy: 'address_key', ordered: true },
  {
    table: 'phone',
    column: `${noun}_id`,
    onRemove: 'remove',
    uniqueBy: phoneTextSql('phone'),
    // A bad number stays bad.
    keptFromTwin: 'bad',
    ordered: true,
  },
];

/** Tags, activities and tasks of a record, and what merged records were known by. */
export const recordRows = (noun: string): ChildRows[] => [
  { table: 'tagging', column: `${noun}_id`, onRemove: 'remove', uniqueBy: 'lower(tag)' },
  { table: 'activity', column: `${noun}_id`, onRemove: 'remove or unlink' },
  { table: 'task', column: `${noun}_id`, onRemove: 'remove or unlink' },
  { table: 'former', column: `${noun}_id`, onRemove: 'remove' },
];
