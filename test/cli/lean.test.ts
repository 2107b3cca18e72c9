import { expect, test } from 'vitest';
import { crm } from '../support/program.ts';

/** Only the named options are defined: the result must equal the one with all of them. */
test.each<[string, string[], RegExp]>([
  ['a required option is missed', ['lead', 'assign', '1'], /--to/],
  ['an unknown option is told the nearest of all', ['lead', 'add', '--do-not-cal'], /"--do-not-call"/],
  ['an option without its value is told', ['lead', 'add', '--company'], /"--company" needs a value/],
  ['a word too many is told', ['lead', 'list', 'all'], /unexpected argument "all"/],
])('%s', async (_, args, said) => {
  const { exitCode, stderr } = await crm(args);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(said);
});

test('options are parsed with =, in short form, grouped, before the noun and after --', async () => {
  const { stdout } = await crm(['--csv', 'lead', 'list', '--columns=id,name', '-qy', '--no-header']);
  expect(stdout).toBe('');
  const added = await crm(['lead', 'add', '-f', 'json', '--', '--company']);
  expect(added).toMatchObject({ exitCode: 0, stdout: '{"id":1}\n' });
});

test('unnamed options keep their defaults', async () => {
  const { stdout } = await crm(['lead', 'list', '--csv', '--columns', 'id']);
  expect(stdout.trim()).toBe('id');
});
