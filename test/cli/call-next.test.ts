import { describe, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

/** 10:00 in London. */
const env = { CRM_NOW: '2026-03-12T10:00:00.000Z' };

/** A home with a database of that many leads in London; lead 1 has the lowest score. */
async function homeWithLeads(count: number): Promise<string> {
  const home = makeHome();
  const rows = Array.from(
    { length: count },
    (_, i) => `Lead ${i + 1},+4420794610${String(i).padStart(2, '0')},${i}`,
  );
  const { exitCode } = await crm(['lead', 'import', '-'], {
    home,
    env,
    input: `First Name,Phone,Score\n${rows.join('\n')}\n`,
  });
  expect(exitCode).toBe(0);
  return home;
}

test('eight concurrent callers never get the same lead', async () => {
  const home = await homeWithLeads(30);
  for (const number of [0, 1, 2, 3]) await crm(['user', 'add', `caller${number}`], { home, env });
  const callers = Array.from({ length: 8 }, async (_, i) => {
    const taken: string[] = [];
    for (let call = 0; call < 3; call++) {
      // Half of them are one user at several terminals.
      const user = `caller${Math.floor(i / 2)}`;
      const { stdout, stderr } = await crm(['call', 'next', '-q', '-f', 'ids', '--user', user], {
        home,
        env,
      });
      expect(stderr).toBe('');
      taken.push(stdout.trim());
    }
    return taken;
  });
  const taken = (await Promise.all(callers)).flat();
  expect(new Set(taken).size).toBe(24);
  // They get the best leads, and no others.
  expect(new Set(taken)).toEqual(new Set(Array.from({ length: 24 }, (_, i) => String(30 - i))));
});

describe('a caller', () => {
  test('sees the lead and the reason, logs the call in one line, and gets the next', async () => {
    const home = await homeWithLeads(3);
    const next = await crm(['call', 'next', '--json'], { home, env });
    expect(JSON.parse(next.stdout)).toMatchObject({
      id: 3,
      call: '+442079461002',
      why: 'score 2, never tried',
      time_there: '10:00',
      zone: 'Europe/London',
      kept_until: '2026-03-12T11:00:00.000Z',
    });
    const log = ['call', 'log', '+442079461002', '-o', 'callback', '--next', '3pm'];
    const logged = await crm([...log, '-n', 'ask for the CFO', '-d', '2m30s', '--at', '9:50'], { home, env });
    expect(logged).toMatchObject({ stderr: '', exitCode: 0 });
    const lead = JSON.parse((await crm(['lead', 'show', '3', '--json'], { home, env })).stdout);
    expect(lead).toMatchObject({
      status: 'connected',
      attempts: 1,
      last_attempt_at: '2026-03-12T09:50:00.000Z',
      next_attempt_at: '2026-03-12T15:00:00.000Z',
    });
    expect(lead.timeline[0]).toMatchObject({ outcome: 'callback', duration: 150, body: 'ask for the CFO' });
    expect((await crm(['call', 'next', '-q', '-f', 'ids'], { home, env })).stdout).toBe('2\n');
    const due = { CRM_NOW: '2026-03-12T15:00:00.000Z' };
    const back = await crm(['call', 'next', '-q', '--json'], { home, env: due });
    expect(JSON.parse(back.stdout)).toMatchObject({ id: 3, why: 'callback due Thu 2026-03-12 15:00' });
    // One undo reverts the whole call; claiming a lead is no change.
    await crm(['undo'], { home, env: due });
    const before = JSON.parse((await crm(['lead', 'show', '3', '--json'], { home, env })).stdout);
    expect(before).toMatchObject({
      status: 'new',
      attempts: 0,
      next_attempt_at: null,
      next: [],
      timeline: [],
    });
  });

  test('skips and releases leads, and sees why none are left', async () => {
    const home = await homeWithLeads(2);
    expect((await crm(['call', 'skip'], { home, env })).stderr).toContain('no lead to skip');
    await crm(['call', 'next'], { home, env });
    expect((await crm(['call', 'skip'], { home, env })).stdout).toBe('2\n');
    await crm(['call', 'next'], { home, env });
    const none = await crm(['call', 'next'], { home, env });
    expect(none).toMatchObject({ stdout: '', exitCode: 3 });
    expect(none.stderr).toBe(
      'crm: nobody to call now\nheld back:\n  1 is being called by somebody\n  1 was skipped by you\n',
    );
    expect((await crm(['call', 'release'], { home, env })).stdout).toBe('1\n');
    expect((await crm(['call', 'queue', '--columns', 'id,why'], { home, env })).stdout).toBe(
      'id\twhy\n1\tscore 0, never tried\n',
    );
    const counts = JSON.parse((await crm(['call', 'queue', '--counts', '--json'], { home, env })).stdout);
    expect(counts.filter(({ leads }: { leads: number }) => leads > 0)).toEqual([
      { standing: 'ahead', leads: 1 },
      { standing: 'skipped', leads: 1 },
    ]);
  });

  test('sees the lead and the full reason in a window of 80 columns', async () => {
    const home = await homeWithLeads(3);
    const company = 'The Worshipful Company of Makers of Pumps';
    await crm(['lead', 'edit', '1', '2', '3', '--company', company], { home, env });
    await crm(['call', 'log', '3', '-o', 'callback', '--next', 'tomorrow 09:00', '--now', '2026-03-09'], {
      home,
      env,
    });
    await crm(['call', 'log', '2', '-o', 'no-answer', '--at', '2026-03-02 09:00'], { home, env });
    const { exit, screen } = open(['call', 'queue'], { home, env });
    expect(await exit).toBe(0);
    expect(screen()).toMatch(/ company .* why\n/);
    const rows = [...screen().matchAll(/^ *(\d) .* The W.*… {2}\d\d:\d\d {2}(.*)$/gm)];
    expect(rows.map(([, id, why]) => [id, why])).toEqual([
      ['3', 'callback 2 days ago'],
      ['2', 'score 1, 1 try'],
      ['1', 'score 0, untried'],
    ]);
  });

  test('gets errors for invalid input', async () => {
    const home = await homeWithLeads(2);
    await crm(['lead', 'edit', '1', '--phone', '+442079461001'], { home, env });
    const line = async (...args: string[]) => (await crm(args, { home, env })).stderr.split('\n').slice(0, 3);
    expect(await line('call', 'log', '2', '-o', 'meting-set')).toEqual([
      'crm: unknown outcome "meting-set"',
      'Did you mean "meeting-set"?',
      expect.stringMatching(/^One of: no-answer, /),
    ]);
    expect((await line('call', 'log', '2', '-o', 'callback', '--next', 'yesterday'))[0]).toBe(
      'crm: "yesterday" has passed',
    );
    expect((await line('call', 'log', '2', '-o', 'busy', '-d', 'a while'))[0]).toContain('"a while"');
    expect(await line('call', 'log', '+442079461001', '-o', 'busy')).toEqual([
      'crm: "+442079461001" matches 2 records; use a number',
      '  lead:1  Lead 1',
      '  lead:2  Lead 2',
    ]);
    await crm(['lead', 'disqualify', '2', '--reason', 'no budget'], { home, env });
    expect((await line('call', 'log', '2', '-o', 'busy'))[0]).toContain('lead 2 is disqualified: no budget');
    await crm(['lead', 'convert', '1'], { home, env });
    expect((await line('call', 'log', '1', '-o', 'busy'))[0]).toMatch(
      /lead 1 was converted on .* into account 1/,
    );
  });
});
