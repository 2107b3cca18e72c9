import type { QuietHours } from '../../domain/quiet-hours.ts';

/** When a user is reminded. */
export interface ReminderSettings {
  readonly quietHours: QuietHours | null;
  /** How long before its start a meeting is announced, in milliseconds. */
  readonly beforeMs: number;
}
