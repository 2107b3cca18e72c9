import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { canCountSyncs, traceSyncs } from '../support/syncs.ts';
import { open } from '../support/terminal.ts';

/** A database with one lead to call, open in another program, as with a board that is open all day. */
async function besideBoard() {
  const home = makeHome();
  const folder = join(home, 'data');
  const db = join(folder, 'crm.db');
  // Calls are allowed now at the lead.
  const options = { home, db, env: { CRM_NOW: '2026-03-12T18:00:00.000Z' } };
  await crm(['lead', 'add', 'Jane Doe', '--company', 'Acme', '--phone', '+14155550101'], options);
  const board = open(['board'], options);
  await board.waitFor('No deals yet');
  const syncs = async (...args: string[]) => {
    const run = await traceSyncs(args, folder, options);
    expect(run).toMatchObject({ exitCode: 0 });
    return run.syncs;
  };
  return { options, folder, syncs, board };
}

const rows = (count: number) =>
  `name,company\n${Array.from({ length: count }, (_, at) => `Row ${at},Company ${at}\n`).join('')}`;

describe.runIf(canCountSyncs)('acknowledged changes are on disk, with one sync', () => {
  test('for each change next to an open board, and no sync for claims', async () => {
    const { syncs } = await besideBoard();
    expect(await syncs('call', 'next')).toBe(0);
    expect(await syncs('lead', 'add', 'John Roe')).toBe(1);
    expect(await syncs('call', 'log', '1', '-o', 'busy')).toBe(1);
    expect(await syncs('call', 'release')).toBe(0);
    expect(await syncs('lead', 'edit', '1', '--city', 'Rome')).toBe(1);
    expect(await syncs('undo')).toBe(1);
    expect(await syncs('lead', 'show', '1')).toBe(0);
    expect(await syncs('lead', 'list')).toBe(0);
    expect(await syncs('call', 'queue')).toBe(0);
  });

  test('for an import of any number of rows', async () => {
    const { options, folder } = await besideBoard();
    const imported = async (count: number) => {
      const run = await traceSyncs(['lead', 'import', '-'], folder, { ...options, input: rows(count) });
      expect(run.exitCode).toBe(0);
      return run.syncs;
    };
    expect(await imported(5)).toBe(1);
    // Enough data for a checkpoint, which syncs the database file as well.
    expect(await imported(3000)).toBeLessThanOrEqual(4);
  });

  test('without another program, for the file that contains the change', async () => {
    const home = makeHome();
    const options = { home, db: join(home, 'data', 'crm.db') };
    await crm(['lead', 'add', 'Jane Doe', '--phone', '+14155550101'], options);
    const add = await traceSyncs(['lead', 'add', 'John Roe'], join(home, 'data'), options);
    expect(add).toMatchObject({ exitCode: 0 });
    // The write-ahead log, its folder entry, and the database file that replaces both.
    expect(add.syncs).toBeGreaterThanOrEqual(1);
    expect(add.syncs).toBeLessThanOrEqual(3);
  });
});
