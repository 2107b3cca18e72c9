import { describe, expect, test } from 'vitest';
import { backgroundOfVariable, styleDepth } from '../../src/io/style-mode.ts';

describe('the depth of styles', () => {
  test.each([
    ['auto', {}, true, '16'],
    ['auto', {}, false, 'plain'],
    ['auto', { NO_COLOR: '1' }, true, 'mono'],
    ['auto', { NO_COLOR: '1' }, false, 'plain'],
    ['auto', { NO_COLOR: '' }, true, '16'],
    ['auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, 'mono'],
    ['auto', { FORCE_COLOR: '1' }, false, '16'],
    ['auto', { FORCE_COLOR: '0' }, true, 'mono'],
    ['auto', { FORCE_COLOR: '3' }, false, '24-bit'],
    ['auto', { CLICOLOR_FORCE: '1' }, false, '16'],
    ['auto', { CLICOLOR: '0' }, true, 'mono'],
    ['auto', { TERM: 'dumb' }, true, 'plain'],
    ['auto', { TERM: 'dumb', NO_COLOR: '1' }, true, 'plain'],
    ['auto', { TERM: 'xterm-256color' }, true, '256'],
    ['auto', { TERM: 'tmux-256color', COLORTERM: 'truecolor' }, true, '24-bit'],
    ['auto', { TERM: 'xterm-direct' }, true, '24-bit'],
    ['auto', { TERM: 'linux' }, true, '16'],
    ['always', { NO_COLOR: '1' }, false, '16'],
    ['never', { FORCE_COLOR: '1' }, true, 'mono'],
    ['never', { COLORTERM: 'truecolor' }, false, 'plain'],
  ] as const)('%s with %o, terminal %s: %s', (when, env, isTTY, depth) => {
    expect(styleDepth(when, env, isTTY)).toBe(depth);
  });

  test.each([
    ['15;0', 'dark'],
    ['0;15', 'light'],
    ['0;default;15', 'light'],
    ['12;7', 'light'],
    ['7;8', 'dark'],
    ['15;default', 'unknown'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ] as const)('COLORFGBG %s means %s', (value, background) => {
    expect(backgroundOfVariable(value)).toBe(background);
  });
});
