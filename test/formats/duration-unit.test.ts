import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** Headers of a column that holds 5, and the seconds that it means. */
const HEADERS: readonly (readonly [string, number])[] = [
  ['Duration', 5],
  ['Duration (s)', 5],
  ['Call Duration in seconds', 5],
  ['Duration (min)', 300],
  ['Call duration (in minutes)', 300],
  ['duration_minutes', 300],
  ['DurationInMinutes', 300],
  ['Length (hours)', 18_000],
];

test.each(HEADERS)('5 under the header "%s" is a duration of %i seconds', async (header, seconds) => {
  const home = makeHome();
  await crm(['lead', 'add', 'Ida Holt', '--email', 'ida@birch.example'], { home, cwd: home });
  const rows = ['5', '2m30s', ''].map((cell, at) => `call,2026-01-0${at + 1},ida@birch.example,${cell}\n`);
  writeFileSync(join(home, 'in.csv'), `type,at,lead email,${header}\n${rows.join('')}`);
  expect((await crm(['activity', 'import', 'in.csv'], { home, cwd: home })).stderr).toContain('3 created');
  const { stdout } = await crm(['activity', 'list', '--csv', '--columns', 'duration', '--sort', 'at'], {
    home,
    cwd: home,
  });
  expect(stdout.trim().split('\n')).toEqual(['duration', String(seconds), '150', '""']);
});

test('a number in an unknown unit is kept as text, not taken for seconds', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Ida Holt', '--email', 'ida@birch.example'], { home, cwd: home });
  writeFileSync(
    join(home, 'in.csv'),
    'type,at,lead email,Duration (days)\ncall,2026-01-01,ida@birch.example,5\n',
  );
  const { stderr } = await crm(['activity', 'import', 'in.csv'], { home, cwd: home });
  expect(stderr).toContain('1 cell not understood, kept as text in the notes: duration (line 2)');
  const { stdout } = await crm(['activity', 'list', '--json', '--columns', 'duration,body'], {
    home,
    cwd: home,
  });
  expect(JSON.parse(stdout)).toEqual([{ duration: null, body: 'Duration: 5' }]);
});
