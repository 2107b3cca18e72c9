import type { ReminderSettings } from '../app/reminders/reminder-settings.ts';
import { takeReminders } from '../app/reminders/take.ts';
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

/** What an open screen reminds of; with the setting `bell` off, of nothing. */
export function remindersOf({ ctx, deps }: Pick<ScreenContext, 'ctx' | 'deps'>): ReminderSource {
  const isOn = ctx.config.get('bell') === 'on';
  return {
    async reminders() {
      const { engine } = await ctx.store();
      if (!isOn || engine.readonly || !engine.isInPlace()) return [];
      try {
        const taken = await takeReminders(await deps(), reminderSettings(ctx));
        return taken.map(({ ref, title, text }) => `${title}  ${text}   :snooze ${ref} 10m`);
      } catch (error) {
        // Another program writes: they are still due in a moment.
        if (isCrmError(error)) return [];
        throw error;
      }
    },
  };
}
