import { isCrmError } from '../../../domain/errors.ts';
import type { Desk } from './desk.ts';
import type { Happening, Task } from './state.ts';

/** How long to wait before trying again, in milliseconds. */
export const PAUSE = 1000;

/** Does the tasks of a session, one at a time. */
export interface Worker {
  /** Rejects with what is no CrmError. */
  perform(task: Task): Promise<Happening>;
  /** What comes of the task that runs; null when none does. */
  rest(): Promise<Happening | null>;
}

export function makeWorker(desk: Desk): Worker {
  let running: Promise<Happening> | null = null;
  return {
    async perform(task) {
      const work = performed(desk, task);
      running = work;
      try {
        return await work;
      } finally {
        running = null;
      }
    },
    rest: async () => running,
  };
}

async function performed(desk: Desk, task: Task): Promise<Happening> {
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
    return { is: 'failed', task, lines: [error.message, ...error.hints], again: error.kind === 'failed' };
  }
}
