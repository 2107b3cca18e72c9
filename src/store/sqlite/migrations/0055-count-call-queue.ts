import type { Migration } from './migration.ts';

/** The leads that wait in the call queue, and those that may not be called, are counted without reading their rows. */
export const countCallQueue: Migration = (db) => {
  db.exec(`
    create index call_queue_pause on call_queue (place, owner_id, due_at)
      where ready = 0 and callback = 0 and barrier is null;
    create index call_queue_barrier on call_queue (barrier) where barrier is not null;
  `);
};
