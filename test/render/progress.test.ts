import { describe, expect, test } from 'vitest';
import { makeProgress } from '../../src/render/progress.ts';
import { fakeOutput } from './fake-io.ts';

function running(columns = 80) {
  let now = 1000;
  const out = fakeOutput({ isTTY: true, columns });
  const progress = makeProgress('Importing leads', out, () => now);
  return { out, progress, wait: (ms: number) => (now += ms) };
}

describe('progress', () => {
  test('is not shown for short work', () => {
    const { out, progress, wait } = running();
    wait(499);
    progress.update(10, 20);
    progress.end();
    expect(out.text).toBe('');
  });

  test('then shows count, speed and remaining time, in place, and erases itself', () => {
    const { out, progress, wait } = running();
    wait(2000);
    progress.update(20_000, 100_000);
    expect(out.text).toBe('\r\x1b[KImporting leads  20,000 of 100,000  10,000/s  8 s left');
    wait(1000);
    progress.update(30_000, 100_000, 1234);
    expect(out.text.endsWith('30,000 of 100,000  10,000/s  7 s left  1,234 rejected')).toBe(true);
    progress.end();
    expect(out.text.endsWith('rejected\r\x1b[K')).toBe(true);
    expect(out.text).not.toContain('\n');
  });

  test('shows long times in minutes, and no time if the total is unknown', () => {
    const { out, progress, wait } = running();
    wait(1000);
    progress.update(100, 10_000);
    expect(out.text).toContain('1 min 39 s left');
    wait(1000);
    progress.update(300);
    expect(out.text.endsWith('\r\x1b[KImporting leads  300  150/s')).toBe(true);
  });

  test('is drawn at most ten times a second', () => {
    const { out, progress, wait } = running();
    wait(500);
    for (let done = 0; done < 1000; done++) {
      progress.update(done);
      wait(1);
    }
    expect(out.text.split('\r').length - 1).toBe(10);
  });

  test('stays within the line', () => {
    const { out, progress, wait } = running(20);
    wait(1000);
    progress.update(1, 2);
    expect(out.text.replace('\r\x1b[K', '')).toHaveLength(19);
  });
});
