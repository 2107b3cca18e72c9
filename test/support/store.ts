import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Noun } from '../../src/domain/field.ts';
import { makePhoneReader } from '../../src/domain/phones/readers.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import type { Engine } from '../../src/store/engine.ts';
import { type Bound, type Db, type RawRow, Sql } from '../../src/store/sql.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { Store } from '../../src/store/store.ts';
import { ensureUser } from '../../src/store/users.ts';
import { insertRecord } from '../../src/store/write/record.ts';
import type { Values, WriteEnv } from '../../src/store/write/values.ts';
import { NOW } from './program.ts';

/** A folder for a database file, removed when the test ends. */
export function databaseFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'crm-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface StoreOptions {
  readonly path?: string;
  readonly user?: string;
  readonly now?: string;
}

/** A store on a real database, a new one unless its path is given; closed when the test ends. */
export function openStore({ path, user = 'tester', now = NOW }: StoreOptions = {}): Store {
  const file = path ?? join(databaseFolder(), 'crm.db');
  const store = new Store(openSqlite({ nouns: builtInNouns(), path: file, now }), {
    user,
    now,
    command: 'test',
  });
  onTestFinished(() => store.close());
  return store;
}

/** The dependencies of the store, for users in the United States. */
export async function writeEnv(): Promise<WriteEnv> {
  const phones = await makePhoneReader('US');
  return {
    readPhone: async (text, country) => phones.read(text, country),
    readPhones: async (text, country) => phones.readAll(text, country),
  };
}

/** Adds records in one change, without an owner by default; returns their ids. */
export async function addRecords(store: Store, noun: Noun, records: readonly Values[]): Promise<number[]> {
  const env = await writeEnv();
  const { result } = await store.change(async (tx) => {
    const ids: number[] = [];
    for (const values of records) ids.push(await insertRecord(tx, noun, values, env));
    return ids;
  });
  return result;
}

/** The id of a user of that name, who is created if missing. */
export async function addUser(store: Store, name: string): Promise<number> {
  return (await store.change((tx) => ensureUser(tx, name))).result;
}

/** Rows of a query that a test has as text. */
export function rowsOf(db: Db, text: string, values: readonly Bound[] = []): Promise<RawRow[]> {
  return new Sql<RawRow>(text.split('?'), values).all(db);
}

/** Runs a statement that a test has as text, without the journal. */
export function execute(engine: Engine, text: string, values: readonly Bound[] = []) {
  return engine.run(new Sql(text.split('?'), values));
}
