import { describe, expect, test } from 'vitest';
import { renderError } from '../../src/cli/render-error.ts';
import { CrmError, notFound, usage } from '../../src/domain/errors.ts';

describe('rendering an error', () => {
  test('shows the reason first, then the hints', () => {
    const error = notFound(
      'no lead matches "acme inc"',
      'Did you mean  lead 42  Acme Incorporated?',
      'See all: crm lead list',
    );
    expect(renderError(error, false)).toBe(
      'crm: no lead matches "acme inc"\nDid you mean  lead 42  Acme Incorporated?\nSee all: crm lead list\n',
    );
  });

  test('shows control characters and keeps the reason in one line', () => {
    expect(renderError(usage('cannot read "\x1b[2J\n" as a date', 'a > \x07\n    ^'), false)).toBe(
      'crm: cannot read "␛[2J⏎" as a date\na > ␇\n    ^\n',
    );
  });

  test('reports any other error as a bug and says how to report it', () => {
    const said = renderError(new TypeError('x is not a function'), false);
    expect(said).toMatch(/^crm: internal error: x is not a function\n.*report.*CRM_DEBUG=1.*\n$/);
    expect(renderError('odd', false)).toMatch(/^crm: internal error: odd\n/);
  });

  test('adds the stack and the causes only with debug', () => {
    const error = new CrmError('failed', 'cannot open', [], new Error('disk on fire'));
    expect(renderError(error, false)).not.toContain('    at ');
    const debugged = renderError(error, true);
    expect(debugged).toMatch(/^crm: cannot open\n/);
    expect(debugged).toContain('render-error.test.ts');
    expect(debugged).toContain('caused by: Error: disk on fire');
  });

  test('stops at circular causes', () => {
    const error = new Error('a');
    error.cause = error;
    expect(renderError(error, true).match(/Error: a/g)).toHaveLength(1);
  });
});
