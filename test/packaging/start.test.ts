import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { environment, makeHome } from '../support/program.ts';
import { NODE, ROOT } from '../support/under-test.ts';

/** A day's commands, each on what those before it made. */
const DAY = [
  'lead add Jane --company Acme --email jane@acme.example --tag hot',
  'lead list --where status=new --limit 20',
  'lead show 1',
  'lead show jane@acme.example',
  'lead edit 1 --title Boss',
  'call log 1 -o busy',
  'log note 1 hello',
  'account add Acme --website acme.example',
  'account show Acme',
  'contact add Kim --account Acme',
  'contact show 1',
  'opp add Deal --account Acme --amount 5000',
  'opp show 1',
  'opp advance 1',
  'opp win 1',
  'task add Call --due 2027-01-01',
  'task done 1',
  'today',
  'lead qualify 1',
];

describe('a command typed all day', () => {
  test('reads no more of the program than the file all start with', async () => {
    const home = makeHome();
    for (const line of DAY) {
      const { stderr, exitCode } = await execa(NODE, [join(ROOT, 'bin/crm.js'), ...line.split(' ')], {
        env: environment({ home, env: { NODE_DEBUG: 'module' } }),
        extendEnv: false,
        reject: false,
      });
      expect(exitCode, line).toBe(0);
      const parts = [...stderr.matchAll(/\bload "[^"]*\/dist\/((?:late\/|rare)[^"]*)"/g)];
      expect([...new Set(parts.map(([, part]) => part))], line).toEqual([]);
    }
  });

  test('while others do read more', async () => {
    const { stderr } = await execa(NODE, [join(ROOT, 'bin/crm.js'), 'history'], {
      env: environment({ env: { NODE_DEBUG: 'module' } }),
      extendEnv: false,
    });
    expect(stderr).toMatch(/load "[^"]*\/dist\/rare\.cjs"/);
  });
});
