import { existsSync } from 'node:fs';
import type { Context } from '../context.ts';
import { noDatabase } from '../store/sqlite/errors.ts';
import type { Store } from '../store/store.ts';

/** The database, which must be there: what looks after one must not make an empty one of a slip of the finger. */
export async function existingStore(ctx: Context): Promise<Store> {
  const { db } = ctx.settings;
  if (existsSync(db)) return ctx.store();
  throw noDatabase(db);
}
