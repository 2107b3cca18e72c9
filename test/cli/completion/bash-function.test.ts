import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test, vi } from 'vitest';
import { crm, environment, makeHome } from '../../support/program.ts';
import { SHELL_PROGRAM } from '../../support/under-test.ts';

/** The candidates of a real bash for each line after Tab, with the program under test as crm. */
async function offered(home: string, lines: readonly string[]): Promise<string[][]> {
  const { stdout: script } = await crm(['completion', 'bash'], { home });
  const quoted = SHELL_PROGRAM;
  // Sourced twice, as happens when .bashrc is read again.
  const file = join(home, 'completion.bash');
  writeFileSync(file, `crm() { ${quoted} "$@"; }\n${script}${script}`);
  const asks = lines.map(
    (line) =>
      `COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _crm_complete; echo "\${COMPREPLY[*]}"`,
  );
  const { stdout, stderr } = await execa('bash', ['--norc', '-c', `. '${file}'\n${asks.join('\n')}`], {
    env: environment({ home }),
    extendEnv: false,
    cwd: home,
  });
  expect(stderr).toBe('');
  return stdout.split('\n').map((line) => line.split(' ').filter((word) => word !== ''));
}

vi.setConfig({ testTimeout: 120_000 });

test('bash completes nouns, verbs, options, values and files', async () => {
  const home = makeHome();
  await crm(['lead', 'add', 'Jane', 'Doe', '--tag', 'expo'], { home });
  expect(
    await offered(home, [
      'crm lea',
      'crm config s',
      'crm lead list --ta',
      'crm lead list --status q',
      'crm lead list --owner = te',
      'crm lead list --tag ""',
      'crm backup compl',
      'crm no-such-noun ""',
    ]),
  ).toEqual([['lead'], ['set'], ['--tag'], ['qualified'], ['tester'], ['expo'], ['completion.bash'], []]);
});

test('names given by the team are completed', async () => {
  const home = makeHome();
  for (const line of [
    ['segment', 'add', 'warm', '--where', 'score >= 50'],
    ['segment', 'add', 'big', '--noun', 'opp', '--where', 'amount > 5k'],
    ['outcome', 'add', 'no-budget'],
    ['cadence', 'add', 'gentle'],
  ])
    expect(await crm(line, { home })).toMatchObject({ exitCode: 0 });
  expect(
    await offered(home, [
      'crm lead list --segment ""',
      'crm call next --segment ""',
      'crm segment show ""',
      'crm call log 42 -o no-b',
      'crm lead list --cadence gen',
      'crm outcome rm no-b',
      'crm cadence edit g',
      'crm cadence add g',
      'crm merge 1 2 --noun c',
    ]),
  ).toEqual([
    ['warm'],
    ['warm'],
    ['big', 'warm'],
    ['no-budget'],
    [],
    ['no-budget'],
    ['gentle'],
    [],
    ['contact', 'campaign', 'case', 'contract'],
  ]);
});
