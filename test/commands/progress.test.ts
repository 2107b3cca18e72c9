import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { runCli } from '../../src/cli.ts';
import { CrmError } from '../../src/domain/errors.ts';
import type { IO } from '../../src/io/types.ts';
import { type FakeOutput, fakeIO, fakeOutput } from '../render/fake-io.ts';
import { NOW } from '../support/program.ts';
import { databaseFolder } from '../support/store.ts';

const MANY = 2_100;
const LEADS = Array.from({ length: MANY }, (_, i) => `Lead ${i % 2000},l${i}@x.example`).join('\n');
const REFS = Array.from({ length: MANY }, (_, i) => `${i + 1}\n`).join('');

let folder: string;

/** Runs the program with a terminal as stderr; each reading of the clock takes a second. */
async function run(args: readonly string[], { input = '', stopAt = '' } = {}) {
  const controller = new AbortController();
  const stderr: FakeOutput = fakeOutput({ isTTY: true, columns: 100 });
  let ms = Date.parse(NOW);
  const env = { CRM_DB: join(folder, 'crm.db'), CRM_NOW: NOW, HOME: folder, XDG_CONFIG_HOME: folder };
  const io: IO = {
    ...fakeIO(undefined, { env }),
    stdin: {
      isTTY: false,
      stream: () => {
        throw new Error('there is no keyboard');
      },
      async *bytes() {
        yield Buffer.from(input);
      },
    },
    stderr: {
      ...stderr,
      write(text) {
        stderr.write(text);
        if (stopAt !== '' && text.includes(stopAt))
          controller.abort(new CrmError('cancelled', 'stopped by SIGTERM', [], 'SIGTERM'));
      },
    },
    signal: controller.signal,
    now: () => {
      ms += 1000;
      return ms;
    },
  };
  const exitCode = await runCli(args, io);
  return { exitCode, stderr: stderr.text, stdout: (io.stdout as FakeOutput).text };
}

beforeEach(async () => {
  folder = databaseFolder();
  await run(['lead', 'import', '-'], { input: `name,email\n${LEADS}\n` });
});

test('finding records, changing them and indexing show progress', async () => {
  const { exitCode, stderr } = await run(['tag', 'add', 'hot', '-'], { input: REFS });
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(
    /Finding records {2}1,024 {2}.*Changing records {2}1,024 of 2,100 {2}.*Indexing {2}1,000 of/s,
  );
  const undo = await run(['undo']);
  expect(undo.stderr).toMatch(/Undoing {2}1,024 of 2,100 .*Indexing {2}1,000 of/s);
  expect((await run(['redo'])).stderr).toMatch(/Redoing {2}1,024 of/);
});

test('small work shows no progress', async () => {
  const { stderr } = await run(['tag', 'add', 'hot', '-'], { input: '1\n2\n3\n' });
  expect(stderr).toBe('');
});

test('the search for duplicates shows progress', async () => {
  expect((await run(['dupes'])).stderr).toMatch(/Comparing records {2}\d/);
});

test.each(['Finding records', 'Changing records', 'Indexing'])(
  'a signal ends it at %s, and nothing is done',
  async (stopAt) => {
    const before = (await run(['history'])).stdout;
    const { exitCode, stderr } = await run(['tag', 'add', 'hot', '-'], { input: REFS, stopAt });
    expect(exitCode).toBe(143);
    expect(stderr).toContain(
      `crm: stopped by SIGTERM: nothing was ${stopAt === 'Finding records' ? 'done' : 'changed'}\n`,
    );
    expect((await run(['history'])).stdout).toBe(before);
    expect((await run(['lead', 'list', '--tag', 'hot', '-f', 'ids'])).stdout).toBe('');
  },
);
