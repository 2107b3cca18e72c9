import { describe, expect, test } from 'vitest';
import { wantsColor } from '../../src/io/color-mode.ts';
import { makePaint } from '../../src/render/color.ts';

describe('color', () => {
  test.each([
    ['auto', {}, true, true],
    ['auto', {}, false, false],
    ['auto', { NO_COLOR: '1' }, true, false],
    ['auto', { NO_COLOR: '' }, true, true],
    ['auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['auto', { FORCE_COLOR: '1' }, false, true],
    ['auto', { FORCE_COLOR: '0' }, true, false],
    ['auto', { CLICOLOR_FORCE: '1' }, false, true],
    ['auto', { CLICOLOR: '0' }, true, false],
    ['auto', { TERM: 'dumb' }, true, false],
    ['always', { NO_COLOR: '1' }, false, true],
    ['never', { FORCE_COLOR: '1' }, true, false],
  ] as const)('%s with %o, terminal %s: %s', (when, env, isTTY, wanted) => {
    expect(wantsColor(when, env, isTTY)).toBe(wanted);
  });

  test('is used when on, and not when off', async () => {
    expect((await makePaint(true)).bold('x')).toBe('\x1b[1mx\x1b[22m');
    expect((await makePaint(false)).bold('x')).toBe('x');
  });
});
