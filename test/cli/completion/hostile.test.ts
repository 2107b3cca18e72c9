import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crm, makeHome } from '../../support/program.ts';
import { isInstalled, SHELLS, type ShellName, startShell } from '../../support/shell.ts';

/** Texts that a shell would split, expand, execute or display differently, each with a different beginning. */
const HOSTILE = [
  'a1 two words',
  'b2$(touch pwned)',
  'c3`touch pwned`',
  "d4 o'clock",
  'e5 "quoted"',
  'f6:colon:ns',
  'g7\\back\\\\slash',
  'h8!bang!!',
  'i9~tilde/*?[x]{a..b}',
  'j10&touch pwned&',
  'k11|touch pwned|(x)<y>',
  'l12#hash =eq ^caret',
  'm13 Ünïcødé 日本語 🎉',
  'n14\u202edib\u009b31m\x1b[31m',
  '~root15',
  '$HOME16',
  '%17d $((1+1)) $PATH',
  '-n18 dash',
  '\'q19\' `"$(touch pwned)"`',
  'r20@host',
  's21\nline two\n$(touch pwned)',
];

/** One of the texts in every list of names for completion. */
const EVIL = (what: string) => `${what} $(touch pwned)'"\`touch pwned\`\\ !x;&|*~\n\u202e`;

const home = makeHome(afterAll);

beforeAll(async () => {
  const rows = HOSTILE.map((tag, at) =>
    JSON.stringify({ name: `Jane ${at}`, tags: [tag.replaceAll('\n', ' ')] }),
  );
  const made = (args: readonly string[], input = '') =>
    crm(args, { home, input }).then((result) => expect(result).toMatchObject({ exitCode: 0 }));
  await made(['lead', 'import', '-'], rows.join('\n'));
  await made(['user', 'add', EVIL('user').replaceAll('\n', ' ')]);
  await made(['segment', 'add', 'segment', '--where', 'score > 1']);
  await made(['outcome', 'add', 'outcome']);
  await made(['cadence', 'add', 'cadence']);
  await made(['account', 'add', EVIL('account')]);
  await made(['contact', 'add', EVIL('contact')]);
  await made(['lead', 'add', EVIL('lead')]);
  await made(['opp', 'add', EVIL('opp'), '--account', '1']);
  await made(['task', 'add', EVIL('task')]);
  await made(['field', 'add', 'lead', 'tier', '--type', 'choice', '--choices', 'choice']);
  // Names that commands normalize can still come from a full import.
  const db = new Database(join(home, 'data/crm/crm.db'));
  const rename = (table: string, column: string, from: string) =>
    db.prepare(`update ${table} set ${column} = ? where ${column} = ?`).run(EVIL(from), from);
  rename('segment', 'name', 'segment');
  rename('outcome', 'word', 'outcome');
  rename('cadence', 'name', 'cadence');
  db.prepare('update pipeline set name = ?').run(EVIL('pipeline'));
  db.prepare("update stage set name = ? where name = 'negotiation'").run(EVIL('stage'));
  db.prepare('update field set choices = ?').run(JSON.stringify([EVIL('choice')]));
  db.prepare('update tagging set tag = ? where tag = ?').run(
    HOSTILE.at(-1),
    HOSTILE.at(-1)?.replaceAll('\n', ' '),
  );
  db.close();
});

/** The line typed before Tab, and the expected last argument. */
const LINES: readonly (readonly [line: string, meant: string])[] = [
  ['crm lead list --segment seg', EVIL('segment')],
  ['crm segment show seg', EVIL('segment')],
  ['crm outcome rm out', EVIL('outcome')],
  ['crm call log 1 -o out', EVIL('outcome')],
  ['crm cadence edit cad', EVIL('cadence')],
  ['crm opp list --pipeline pip', EVIL('pipeline')],
  ['crm pipeline edit pip', EVIL('pipeline')],
  ['crm opp list --stage sta', EVIL('stage')],
  ['crm opp move 1 sta', EVIL('stage')],
  ['crm lead list --owner use', EVIL('user').replace('\n', ' ')],
  ['crm lead assign 1 --to use', EVIL('user').replace('\n', ' ')],
  ['crm lead edit 1 --set tier=', `tier=${EVIL('choice')}`],
  ['crm lead list --tag=b2', '--tag=b2$(touch pwned)'],
];

/** The line typed before Tab, and the noun with the only record of this name. */
const RECORDS = [
  ['crm lead show lea', 'lead'],
  ['crm account edit acc', 'account'],
  ['crm contact rm con', 'contact'],
  ['crm opp win op', 'opp'],
  ['crm task done ta', 'task'],
  ['crm log note con', 'contact'],
  ['crm contact edit 1 --account acc', 'account'],
] as const;

const quoted = (text: string, shell: ShellName) => text.replaceAll("'", shell === 'fish' ? "\\'" : "'\\''");

describe.each(SHELLS)('%s', (shell) => {
  test.skipIf(!isInstalled(shell))('completes hostile texts correctly', { timeout: 240_000 }, async () => {
    const it = await startShell(shell, { home });
    const found: unknown[] = [];
    for (const tag of HOSTILE)
      found.push((await it.run(`crm lead list --tag '${quoted(tag.slice(0, 3), shell)}\t`)).at(-1));
    expect(found).toEqual(HOSTILE);
    for (const [line, meant] of LINES)
      expect([line, (await it.run(`${line}\t`)).at(-1)]).toEqual([line, meant]);
    for (const [line, noun] of RECORDS) {
      const reference = (await it.run(`${line}\t`)).at(-1) as string;
      const { stdout } = await crm([noun, 'show', reference, '--json'], { home });
      expect([line, JSON.parse(stdout)]).toMatchObject([line, { id: noun === 'lead' ? 22 : 1 }]);
    }
    expect(existsSync(join(home, 'pwned'))).toBe(false);
  });

  test.skipIf(!isInstalled(shell))('completes inside all kinds of quotes', { timeout: 120_000 }, async () => {
    const it = await startShell(shell, { home });
    for (const typed of ['a1', 'a1\\ t', "'a1 t", '"a1 t', "'a1'\\ t", '"a1 "t'])
      expect([typed, (await it.run(`crm lead list --tag ${typed}\t`)).at(-1)]).toEqual([
        typed,
        'a1 two words',
      ]);
    for (const typed of ['e5\\ \\"', '\'e5 "q', '"e5 \\"q', 'e5\' "q'])
      expect([typed, (await it.run(`crm lead list --tag ${typed}\t`)).at(-1)]).toEqual([
        typed,
        'e5 "quoted"',
      ]);
    for (const typed of ['f6:', 'f6:co', 'f6:colon:n', "'f6:colon:", '"f6:c'])
      expect([typed, (await it.run(`crm lead list --tag ${typed}\t`)).at(-1)]).toEqual([
        typed,
        'f6:colon:ns',
      ]);
    for (const typed of ['--tag=d4', '--tag=d4\\ o\\', "--tag='d4 o", '--tag="d4 o', "'--tag=d4 o"])
      expect([typed, await it.run(`crm lead list ${typed}\t`)]).toEqual([
        typed,
        ['lead', 'list', "--tag=d4 o'clock"],
      ]);
    expect(existsSync(join(home, 'pwned'))).toBe(false);
  });
});
