import { expect, test } from 'vitest';
import { conflict, failed } from '../../../../src/domain/errors.ts';
import type { CallPort } from '../../../../src/render/tui/calls/port.ts';
import { makeCallRunner } from '../../../../src/render/tui/calls/runner.ts';
import type { CallCommand } from '../../../../src/render/tui/calls/state.ts';

const TASK = { does: 'log', tries: 0 } as CallCommand;

const failing = (error: Error) =>
  makeCallRunner({ log: () => Promise.reject(error) } as unknown as CallPort).perform(TASK);

test('a log that the lead stands in the way of says how to go on with a key, not with a command', async () => {
  const error = conflict('lead 7 was converted into opp 5', 'Work with it: crm opp show 5');
  expect(await failing(error)).toEqual({
    is: 'failed',
    task: TASK,
    lines: ['lead 7 was converted into opp 5', 's brings the next lead'],
    again: false,
  });
});

test('a log that the database stands in the way of is tried again, and says what to do', async () => {
  expect(await failing(failed('the database is locked', 'Close the other program.'))).toMatchObject({
    lines: ['the database is locked', 'Close the other program.'],
    again: true,
  });
});

test('what is no error of a user is thrown on', async () => {
  await expect(failing(new TypeError('broken'))).rejects.toThrow('broken');
});
