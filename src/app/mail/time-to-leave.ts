import type { Noun } from '../../domain/field.ts';
import type { StoredMail } from '../../store/mail/messages.ts';
import { stepOfMail } from '../../store/sequences/contacts-made.ts';
import type { Deps } from '../deps.ts';

/**
 * When a mail may leave, from a moment on, in milliseconds since the epoch: within the window of its step of a sequence, or
 * within the hours of its recipient if it is to keep them. So it is planned, but a worker that was away, a limit of a day
 * or a server that said "later" can bring it to another time.
 */
export async function timeToLeave(deps: Deps, mail: StoredMail, moment: number): Promise<number> {
  if (mail.keepsHours) {
    const { theirTime } = await import('../their-time.ts');
    const [noun = '', id = ''] = mail.about.split(':');
    return (await theirTime(deps, [{ noun: noun as Noun, id: Number(id) }])).nextOpen(moment);
  }
  const { db } = deps.store;
  const found = await stepOfMail(db, mail.id);
  if (!found) return moment;
  const { StepPlanner } = await import('../sequences/step-planner.ts');
  const { SequencePlans } = await import('../../store/sequences/sequences.ts');
  const step = (await new SequencePlans(db).of(found)).steps[found.step - 1];
  if (!step) return moment;
  // What had a window once is not kept for ever where it has none any longer.
  return (await new StepPlanner(deps).plan(db, found.person, { ...step, delayDays: 0 }, moment)) ?? moment;
}
