import { expect, test } from 'vitest';
import { CrmError, conflict, failed, usage } from '../../../../src/domain/errors.ts';
import { reviewProgram } from '../../../../src/render/tui/review/open.ts';
import { startingState } from '../../../../src/render/tui/review/state.ts';
import { Loop } from '../../../../src/render/tui/runtime/loop.ts';
import { deal, fakePort, start } from './deals.ts';

/** A review at its first screen, of deals 7, 8 and 9. */
async function review({ lockLimitMs = 1000 } = {}) {
  const port = fakePort(7, 8, 9);
  let time = 0;
  const program = reviewProgram(port, startingState({ ...start(7, 8, 9), lockLimitMs }));
  const loop = new Loop(program, () => time);
  const ends: (number | Error)[] = [];
  loop.start({ exit: (result) => ends.push(result), handOver: (work) => work() });
  await loop.settled();
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      time += 1000;
      loop.keys([key]);
      await loop.settled();
    }
  };
  const look = async () => {
    loop.tick();
    await loop.settled();
  };
  const on = () => loop.state.deal?.card.id ?? null;
  const said = () => loop.state.message?.lines.join('   ') ?? '';
  const prompt = () => (loop.state.mode.type === 'prompt' ? loop.state.mode.prompt : null);
  return { port, loop, ends, press, look, on, said, prompt };
}

test('an answer is executed and the next deal comes, until the end', async () => {
  const { port, loop, press, on } = await review();
  await press('k', 's', 'L');
  expect([on(), loop.state.decisions.map(({ id }) => id)]).toEqual([null, [7, 9]]);
  expect(port.done).toEqual([{ type: 'keep' }, { type: 'step', direction: 1 }]);
  await press('b');
  expect(on()).toBe(9);
});

test('fast keys wait for the work of earlier ones', async () => {
  const { port, loop, on } = await review();
  loop.keys(['k', 's', 'u', 'w']);
  await loop.settled();
  expect(port.done).toEqual([{ type: 'keep' }, { type: 'undo', id: 7 }, { type: 'win' }]);
  expect(on()).toBe(8);
});

test('another date keeps the deal on the screen', async () => {
  const { loop, press, on } = await review();
  await press('d', 'enter');
  expect([on(), loop.state.decisions.length]).toEqual([7, 1]);
  await press('k');
  expect([on(), loop.state.decisions.length]).toEqual([8, 1]);
});

test('undo reverts answers one by one and shows their deals again', async () => {
  const { port, loop, press, on, said, prompt } = await review();
  await press('k', 'k', 'u');
  expect([on(), loop.state.decisions.length]).toEqual([8, 1]);
  await press('u');
  expect([on(), loop.state.decisions.length]).toEqual([7, 0]);
  // What the review has not done is undone only after a question that names it.
  await press('u');
  expect(prompt()?.questions[0].label).toBe('Undo "imported 7 leads"?');
  await press('n', 'enter');
  expect([prompt(), port.done.length]).toEqual([null, 4]);
  await press('u', 'y', 'enter');
  expect([said(), port.done.at(-1)]).toEqual(['undid: imported 7 leads', { type: 'undo', id: 5 }]);
});

test('an invalid answer is shown again with its error', async () => {
  const { port, press, prompt } = await review();
  port.refuse = usage('cannot read "x" as a date', 'Say it as fri');
  await press('d', 'x', 'enter');
  expect(prompt()).toMatchObject({
    problem: 'cannot read "x" as a date   Say it as fri',
    editor: { before: '2026-03-01x' },
  });
});

test('typed text is kept while the database is locked', async () => {
  const { port, press, prompt } = await review();
  port.refuse = failed('the database is locked');
  await press('n', 'x', 'enter');
  expect(prompt()).toMatchObject({ problem: 'the database is locked', editor: { before: 'x' } });
  await press('enter');
  expect(port.done).toEqual([{ type: 'note', text: 'x' }]);
});

test('an answer that conflicts with a concurrent change is refused, and the change is shown', async () => {
  const { port, loop, press, on, said } = await review();
  port.refuse = conflict('Deal 7 was changed in the meantime by bruno');
  port.deals.set(7, deal(7, { name: 'Renamed' }));
  await press('L');
  expect([on(), loop.state.deal?.card.name, said()]).toEqual([
    7,
    'Renamed',
    'Deal 7 was changed in the meantime by bruno',
  ]);
});

test('concurrent changes of the deal on the screen are shown', async () => {
  const { port, loop, look, on, said } = await review();
  const changes = [
    { at: '2026-03-12T10:00:00.000Z', who: 'bruno', fields: [{ name: 'stage', before: 'a', after: 'b' }] },
  ];
  port.deals.set(7, { ...deal(7), changes });
  await look();
  expect(said()).toBe('');
  port.write();
  await look();
  expect(said()).toBe('bruno: stage a → b');
  port.deals.delete(7);
  port.write();
  await look();
  expect([on(), said(), loop.state.queue]).toEqual([8, 'opp 7 was removed meanwhile: skipped', [8, 9]]);
});

test('a deal closed in the meantime is skipped, one that now needs attention is added', async () => {
  const { port, loop, press, on, said } = await review();
  port.deals.set(8, deal(8, { kind: 'won' }));
  await press('k');
  expect([on(), said()]).toEqual([9, 'Deal 8 was won meanwhile: skipped']);
  port.deals.delete(8);
  port.deals.set(12, deal(12));
  await press('k');
  expect([on(), said(), loop.state.queue]).toEqual([12, 'one more deal needs attention now', [7, 9, 12]]);
  await press('k');
  expect(on()).toBeNull();
});

test('a program error ends the review', async () => {
  const { port, ends, press } = await review();
  port.refuse = new Error('bug');
  await press('k');
  expect(ends.map(String)).toEqual(['Error: bug']);
});

const locked = () => new CrmError('locked', 'the database is locked by another program');

test('an answer waits while another program writes, keys still work, and it is stored afterwards', async () => {
  const { port, loop, press, on, said } = await review();
  port.refuse = locked();
  await press('k');
  expect([on(), said()]).toEqual([7, 'waiting for another crm that is writing …']);
  await press('k');
  expect(said()).toContain('still waits for another crm');
  await expect.poll(() => loop.state.decisions.map(({ id }) => id)).toEqual([7]);
  expect([on(), port.done]).toEqual([8, [{ type: 'keep' }]]);
});

test('quitting while an answer waits reports that it was not stored', async () => {
  const { port, ends, press } = await review();
  port.refuse = locked();
  await press('k', 'q');
  expect(ends).toEqual([
    expect.objectContaining({ kind: 'failed', message: expect.stringContaining('not stored') }),
  ]);
  expect(port.done).toEqual([]);
});

test('an answer that waited too long is shown again with the typed text', async () => {
  const { port, press, prompt } = await review({ lockLimitMs: 0 });
  port.refuse = locked();
  await press('n', 'x', 'enter');
  expect(prompt()).toMatchObject({
    problem: 'the database is locked by another program',
    editor: { before: 'x' },
  });
});

test('/ leaves the deals that fit, and Esc brings back all, the one on the screen kept', async () => {
  const { loop, press, on, said, prompt } = await review();
  await press('/', '5', 'enter');
  expect(prompt()).toMatchObject({ problem: 'no deal of the review fits "5"' });
  await press('ctrl-u', ...'8 9', 'enter');
  expect([on(), loop.state.queue, said()]).toEqual([8, [8, 9], '2 deals of 3']);
  await press('ctrl-n');
  expect(on()).toBe(9);
  await press('ctrl-p', 'ctrl-p');
  expect([on(), said()]).toEqual([8, 'this is the first']);
  await press('escape');
  expect([on(), loop.state.queue, loop.state.filter]).toEqual([8, [7, 8, 9], '']);
});

test('an undone answer is shown again, also where a filter hides its deal', async () => {
  const { loop, press, on } = await review();
  await press('k', '/', '9', 'enter');
  expect(on()).toBe(9);
  await press('u');
  expect([on(), loop.state.filter]).toEqual([7, '']);
});

test('Enter lists all fields below, and closes them again', async () => {
  const { loop, press } = await review();
  await press('enter');
  expect(loop.state.fields).toEqual(['opp 7', 'every field']);
  await press('enter');
  expect(loop.state).toMatchObject({ fields: null, top: 0 });
  await press('enter', 'escape');
  expect(loop.state.fields).toBeNull();
});

test('a command line is completed with Tab, run, and kept for the next', async () => {
  const { loop, port, press, prompt } = await review();
  const lines: string[] = [];
  port.shell = async (line) => void lines.push(line);
  const typed = () => `${prompt()?.editor.before}|${prompt()?.editor.after}`;
  await press(':', ...'opp s', 'tab');
  expect(typed()).toBe('opp s|');
  expect(prompt()?.completion?.candidates.map(({ shown }) => shown)).toEqual(['show', 'snooze']);
  await press('tab', 'tab', 'tab');
  expect(typed()).toBe('opp show |');
  await press('shift-tab');
  expect(typed()).toBe('opp snooze |');
  await press('ctrl-u', ...'opp sh', 'tab', '7', 'enter');
  expect([lines, loop.state.mode.type]).toEqual([['opp show 7'], 'answering']);
  await press(':', 'ctrl-p');
  expect(typed()).toBe('opp show 7|');
  await press('ctrl-u', ...'opp zz', 'tab');
  expect(prompt()).toMatchObject({ problem: 'nothing completes this', editor: { before: 'opp zz' } });
});
