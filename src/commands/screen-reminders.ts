import type { ReminderSettings } from '../app/reminders/reminder-settings.ts';
import { type Reminder, takeReminders } from '../app/reminders/take.ts';
import type { Context } from '../context.ts';
import { parseDuration } from '../domain/duration.ts';
import { isCrmError } from '../domain/errors.ts';
import { readQuietHours } from '../domain/quiet-hours.ts';
import type { ReminderSource } from '../render/tui/runtime/program.ts';
import type { ScreenContext } from './screen-context.ts';

/** When the user is reminded, by the config file. */
export function reminderSettings({ config }: Pick<Context, 'config'>): ReminderSettings {
  const quiet = config.get('quiet_hours');
  return {
    quietHours: quiet === undefined ? null : readQuietHours(quiet),
    beforeMs: parseDuration(config.get('remind_before')) * 1000,
  };
}

/** Reminders that a screen shows one by one. */
const MOST_LINES = 2;

/** What an open screen reminds of; with the setting `bell` off, of nothing. */
export function remindersOf({ ctx, deps }: Pick<ScreenContext, 'ctx' | 'deps'>): ReminderSource {
  const isOn = ctx.config.get('bell') === 'on';
  return {
    async reminders() {
      const { engine } = await ctx.store();
      if (!isOn || engine.readonly || !engine.isInPlace()) return [];
      try {
        const taken = await takeReminders(await deps(), reminderSettings(ctx));
        return groupNumbers(reminderLines(taken));
      } catch (error) {
        // Another program writes: they are still due in a moment.
        if (isCrmError(error)) return [];
        throw error;
      }
    },
  };
}

/** Numbers as their countries write them. */
async function groupNumbers(lines: readonly string[]): Promise<string[]> {
  if (!lines.some((line) => NUMBER.test(line))) return [...lines];
  const { loadPhoneGrouping } = await import('../domain/phones/grouping.ts');
  const group = await loadPhoneGrouping();
  return lines.map((line) => line.replace(NUMBER, (number) => group(number)));
}

const NUMBER = /\+\d{6,15}(?:x\d{1,7})?\b/;

/** Each in a line; several at once, as at the start of a day, as their number, the way to see them, and the first ones. */
function reminderLines(reminders: readonly Reminder[]): string[] {
  if (reminders.length <= MOST_LINES)
    return reminders.map(({ ref, title, text }) => `${title}  ${text}   :snooze ${ref} 10m`);
  const titles = reminders.slice(0, MOST_LINES).map(({ title }) => title);
  return [`${reminders.length} are due now (crm today): ${titles.join(', ')}, …`];
}
