import { expect, test } from 'vitest';
import { open } from './terminal.ts';

test('a frame that is being received is not on the screen yet', async () => {
  const halves = String.raw`printf '\033[?2026hone'; read answer; printf 'two\033[?2026l'; read answer`;
  const terminal = open([], { program: { command: 'sh', before: ['-c', halves] } });
  await expect.poll(() => terminal.raw).toContain('one');
  expect(terminal.screen()).toBe('');
  terminal.type('\r');
  await terminal.waitFor(/one\s+two/);
});
