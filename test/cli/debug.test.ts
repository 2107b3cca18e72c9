import { expect, test } from 'vitest';
import { crm, crmProcess } from '../support/program.ts';

test('with CRM_DEBUG an error has a stack with source locations, also in the built program', async () => {
  const args = ['lead', 'show', '99'];
  const { stderr } = await crmProcess(args, { env: { CRM_DEBUG: '1' } });
  expect(stderr).toMatch(/^crm: no lead matches "99"\n(?:.*\n)*CrmError: no lead matches "99"\n/);
  expect(stderr).toMatch(/^ {4}at .*\bsrc\/store\/references\.ts:\d+:\d+\)$/m);
  expect((await crm(args)).stderr).not.toContain('    at ');
});

test('doctor prints what a bug report needs, without personal data', async () => {
  const { stdout } = await crm(['doctor', '--csv', '--no-header'], { env: { TZ: 'Asia/Tokyo' } });
  expect(stdout).toMatch(/^program,ok,"crm [\d.]+ \(.*(Node|Bun) [\d.]+, \w+ \w+\)"$/m);
  expect(stdout).toMatch(/^terminal,ok,"xterm-256color, not the output, no color"$/m);
  expect(stdout).toMatch(/^locale,ok,"C\.UTF-8, time zone Asia\/Tokyo"$/m);
});
