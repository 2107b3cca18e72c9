import { expect, test } from 'vitest';
import { dialArguments, readDialCommand } from '../../../src/domain/calling/dial-command.ts';
import { crmErrorOf } from '../../support/crm-error.ts';

const command = (text: string) => dialArguments(readDialCommand(text), '+442079461001');

test('the number replaces its placeholder, and nothing is interpreted by a shell', () => {
  expect(command('linphone-cli dial {number}')).toEqual(['linphone-cli', 'dial', '+442079461001']);
  expect(command('open "tel:{number}"')).toEqual(['open', 'tel:+442079461001']);
  expect(command("'/opt/My Phone/dial' --to={number} $(rm) ; &&")).toEqual([
    '/opt/My Phone/dial',
    '--to=+442079461001',
    '$(rm)',
    ';',
    '&&',
  ]);
});

test.each(['', '   ', 'linphone', '{number}', '{number} dial {number}'])('%j dials nothing', async (text) => {
  expect((await crmErrorOf(() => readDialCommand(text))).kind).toBe('usage');
});

test('a word that looks like a placeholder and is none is rejected', () => {
  expect(() => readDialCommand('dial {number} {ext}')).toThrow('nothing is filled in for {ext}');
  expect(command(`sh -c 'f() { dial "$0"; }; f' {number} {extension}`)).toContain('f() { dial "$0"; }; f');
});
