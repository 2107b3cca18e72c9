import { isCrmError } from '../../../domain/errors.ts';
import type { DedupePort } from './port.ts';
import type { DedupeCommand, DedupeMessage } from './state.ts';

/** Milliseconds before a task is tried again that another program stands in the way of, and with the try in vain. */
export const RETRY_MS = 250;
const TRY_MS = 500;

/** Does a task of the review. Rejects with what is no CrmError. */
export async function perform(port: DedupePort, task: DedupeCommand): Promise<DedupeMessage> {
  try {
    switch (task.does) {
      case 'look': {
        const card = await port.look(task.index);
        return card ? { is: 'shown', card } : { is: 'settled', index: task.index };
      }
      case 'decide':
        return { is: 'decided', decided: await port.decide(task.card, task.decision) };
      case 'undo':
        await port.undo(task.decided);
        return { is: 'undone', decided: task.decided };
    }
  } catch (error) {
    if (!isCrmError(error)) throw error;
    if (error.kind === 'locked' && (task.tries ?? 0) < port.lockLimitMs / TRY_MS)
      return { is: 'locked', task };
    return { is: 'failed', lines: [error.message, ...error.hints] };
  }
}
