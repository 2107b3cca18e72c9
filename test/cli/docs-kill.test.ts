import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { environment } from '../support/program.ts';
import { shop } from '../support/shop.ts';
import { PROGRAM, ROOT } from '../support/under-test.ts';

/** All of them with `npm run test:kills`. */
const [DOCUMENTS, PER_COMMAND] = process.env.CRM_BIN ? [10_000, 250] : [24, 12];

const PATIENCE = 7_200_000;

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Commands whose effect a kill must leave as before or as after, and then complete when they are run again. */
test(
  `${DOCUMENTS} documents are added, versioned, undone, backed up and checked, with a kill at any moment`,
  async () => {
    const { place, ok, json } = shop();
    await ok('account', 'add', 'Acme');
    const folder = join(place.home, 'papers');
    mkdirSync(folder);
    const write = (at: number, text: string) => writeFileSync(join(folder, `paper-${at}.txt`), text);
    const names = (from: number) =>
      Array.from({ length: PER_COMMAND }, (_, at) => join(folder, `paper-${from + at}.txt`));
    let kills = 0;
    let duration = 700;
    /** Runs a command, killed at a moment that each run takes twice as late, until it ends by itself. */
    const killed = async (args: readonly string[], isDone: () => Promise<boolean>) => {
      for (let part = 1; ; part++) {
        const began = Date.now();
        const child = execa(PROGRAM.command, [...PROGRAM.before, ...args], {
          env: environment(place),
          extendEnv: false,
          cwd: ROOT,
          reject: false,
        });
        const end = setTimeout(() => child.kill('SIGKILL'), (duration * 3 * 2 ** (part - 1)) / 7);
        const { signal, exitCode, stderr } = await child;
        clearTimeout(end);
        if (signal === 'SIGKILL') kills++;
        else {
          duration = Math.max(200, Date.now() - began);
          expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
        }
        if (await isDone()) return;
        if (signal !== 'SIGKILL') throw new Error(`crm ${args[0]} ended, and did not do it: ${stderr}`);
      }
    };
    const count = async (where: string) =>
      (await ok('doc', 'list', '--where', where, '-f', 'ids')).split('\n').length - 1;
    for (let from = 0; from < DOCUMENTS; from += PER_COMMAND) {
      for (let at = from; at < from + PER_COMMAND; at++) write(at, `first ${at}`);
      await killed(
        ['doc', 'add', 'account:1', ...names(from)],
        async () => (await count('version = 1')) === from + PER_COMMAND,
      );
    }
    for (let at = 0; at < PER_COMMAND; at++) write(at, `second ${at}`);
    await killed(
      ['doc', 'add', 'account:1', ...names(0)],
      async () => (await count('version = 2')) === PER_COMMAND,
    );
    expect(await count('version = 1')).toBe(DOCUMENTS - PER_COMMAND);
    await killed(['undo'], async () => (await count('version = 2')) === 0);
    await killed(['redo'], async () => (await count('version = 2')) === PER_COMMAND);
    const backup = join(place.home, 'copy.db');
    await killed(['backup', backup], async () => {
      const { stdout } = await execa(PROGRAM.command, [...PROGRAM.before, 'doctor', '--db', backup], {
        env: environment(place),
        extendEnv: false,
        cwd: ROOT,
        reject: false,
      });
      return /^files\tok\t/m.test(stdout) && /^integrity\tok/m.test(stdout);
    });
    await ok('doctor');
    const docs: { id: number; name: string; version: number; hash: string }[] = await json(
      ...['doc', 'list', '--columns', 'id,name,version,hash'],
    );
    const wrong = docs.filter(({ name, version, hash }) => {
      const at = Number(/\d+/.exec(name)?.[0]);
      return hash !== hashOf(`${version === 2 ? 'second' : 'first'} ${at}`);
    });
    expect([docs.length, wrong]).toEqual([DOCUMENTS, []]);
    for (const at of [0, DOCUMENTS - 1]) {
      const out = join(place.home, `got-${at}.txt`);
      await ok('doc', 'get', `paper-${at}.txt`, '-o', out);
      expect(readFileSync(out, 'utf8')).toBe(`${at === 0 ? 'second' : 'first'} ${at}`);
    }
    if (process.env.CRM_BIN) process.stderr.write(`${DOCUMENTS} documents, ${kills} kills\n`);
    expect(kills).toBeGreaterThan(0);
  },
  PATIENCE,
);
