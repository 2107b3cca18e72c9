import { type CrmError, isCrmError } from '../../../domain/errors.ts';
import type { CallPort } from './port.ts';
import type { CallCommand, CallMessage } from './state.ts';

/** How long to wait before trying again, in milliseconds. */
export const RETRY_MS = 250;

/** Does the tasks of a session, one at a time. */
export interface CallRunner {
  /** Rejects with what is no CrmError. */
  perform(task: CallCommand): Promise<CallMessage>;
  /** What comes of a task that was begun, whether it is done or not; null of any other. */
  rest(task: CallCommand | null): Promise<CallMessage | null>;
}

export function makeCallRunner(desk: CallPort): CallRunner {
  let latest: { readonly task: CallCommand; readonly work: Promise<CallMessage> } | null = null;
  return {
    perform(task) {
      const work = performed(desk, task);
      latest = { task, work };
      return work;
    },
    rest: async (task) => (latest?.task === task ? latest.work : null),
  };
}

async function performed(desk: CallPort, task: CallCommand): Promise<CallMessage> {
  try {
    switch (task.does) {
      case 'take': {
        const taken = await desk.take();
        return 'leadId' in taken ? { is: 'taken', card: taken } : { is: 'nobody', lines: taken };
      }
      case 'log':
        return { is: 'logged', logged: await desk.log(task.told) };
      case 'undo':
        return { is: 'undone', logged: task.logged, card: await desk.undo(task.logged, task.current) };
      case 'skip':
        await desk.skip(task.card);
        return { is: 'skipped', card: task.card };
      case 'dial':
        return { is: 'dialled', how: await desk.dial(task.card.phone) };
    }
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return {
      is: 'failed',
      task,
      lines: saidOf(task, error),
      again: error.kind === 'failed' || error.kind === 'locked',
    };
  }
}

/** What a failure says. Of a lead whom calls are not logged with any more, how to go on: commands say more than keys can. */
function saidOf({ does }: CallCommand, { kind, message, hints }: CrmError): string[] {
  const isOver = does === 'log' && (kind === 'conflict' || kind === 'refused' || kind === 'not-found');
  return [message, ...(isOver ? ['s brings the next lead'] : hints)];
}
