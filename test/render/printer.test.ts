import { describe, expect, test } from 'vitest';
import type { StyleDepth } from '../../src/io/style-mode.ts';
import type { RecordView } from '../../src/render/column.ts';
import { makePrinter } from '../../src/render/printer.ts';
import type { Settings } from '../../src/settings.ts';
import { fakeIO, settingsWith } from './fake-io.ts';

const OPTIONS = { now: Date.parse('2026-11-22T12:00:00Z'), currency: 'USD' };

function printerOn(columns: number | undefined, some: Partial<Settings> = {}, depth: StyleDepth = 'plain') {
  const io = fakeIO(columns, { depth });
  return { io, print: makePrinter(io, settingsWith(some), OPTIONS) };
}

const JANE: RecordView = {
  title: 'lead 42  Jane\x07 Doe',
  noun: 'lead',
  fields: [
    { column: { name: 'id', label: 'ID', type: 'integer' }, value: 42 },
    { column: { name: 'email', label: 'Email', type: 'email' }, value: null },
    { column: { name: 'do_not_call', label: 'Do not call', type: 'bool' }, value: true },
    { column: { name: 'amount', label: 'Amount', type: 'money' }, value: { minor: 123450, currency: 'USD' } },
    {
      column: { name: 'notes', label: 'Notes', type: 'text' },
      value: 'met at the expo, wants a demo\nof the board\x1b',
    },
  ],
  sections: [
    {
      title: 'Open tasks',
      columns: [
        { name: 'due', label: 'Due', type: 'date' },
        { name: 'value', label: 'Value', type: 'money' },
      ],
      rows: [{ due: '2026-11-23', value: { minor: 100, currency: 'USD' } }],
    },
    { title: 'Calls', columns: [], rows: [], empty: 'none yet' },
    { title: 'Cases', columns: [], rows: [] },
  ],
};

describe('a record', () => {
  test('on a terminal is a title, its non-blank fields, and small tables', async () => {
    const { io, print } = printerOn(34);
    await print.record(JANE);
    expect(io.stdout.text).toBe(`lead 42  Jane␇ Doe

ID           42
Do not call  ✓
Amount       $1,234.50
Notes        met at the expo,
             wants a demo
             of the board␛

Open tasks
  due       value
  tomorrow     $1

Calls
  none yet
`);
  });

  test('as JSON is one object with an array for each section', async () => {
    const { io, print } = printerOn(undefined, { format: 'json' });
    await print.record(JANE);
    expect(JSON.parse(io.stdout.text)).toEqual({
      id: 42,
      email: null,
      do_not_call: true,
      amount: { amount: '1234.50', currency: 'USD' },
      notes: 'met at the expo, wants a demo\nof the board\x1b',
      open_tasks: [{ due: '2026-11-23', value: { amount: '1.00', currency: 'USD' } }],
      calls: [],
      cases: [],
    });
  });

  test('as JSONL is that object in one line', async () => {
    const { io, print } = printerOn(undefined, { format: 'jsonl' });
    await print.record(JANE);
    expect(io.stdout.text.split('\n')).toHaveLength(2);
    expect(JSON.parse(io.stdout.text).id).toBe(42);
  });

  test('in list formats is a list of one', async () => {
    const csv = printerOn(undefined, { format: 'csv' });
    await csv.print.record(JANE);
    expect(csv.io.stdout.text).toBe(
      'id,email,do_not_call,amount,notes\n42,,true,1234.50,"met at the expo, wants a demo\nof the board\x1b"\n',
    );
    const ids = printerOn(undefined, { format: 'ids' });
    await ids.print.record(JANE);
    expect(ids.io.stdout.text).toBe('42\n');
  });
});

describe('a changed record', () => {
  test.each<[string, number | undefined, Partial<Settings>, string]>([
    ['a sentence on a terminal', 80, {}, 'Added lead 42  Jane␇\n'],
    ['nothing on a quiet terminal', 80, { quiet: true }, ''],
    ['the reference in a pipe', undefined, {}, '42\n'],
    ['the reference in a pipe, quiet or not', undefined, { quiet: true }, '42\n'],
    ['the reference for csv', undefined, { format: 'csv' }, '42\n'],
    ['the reference when ids are asked for', 80, { format: 'ids' }, '42\n'],
    ['an object for JSON', 80, { format: 'json' }, '{"id":42}\n'],
    ['an object for JSONL', undefined, { format: 'jsonl' }, '{"id":42}\n'],
  ])('is printed by %s', (_what, columns, some, text) => {
    const { io, print } = printerOn(columns, some);
    print.change('Added lead 42  Jane\x07', [42]);
    expect(io.stdout.text).toBe(text);
  });

  test('is one reference per line, or an array, if there are several or none', () => {
    const changed = (some: Partial<Settings>, ids: number[]) => {
      const { io, print } = printerOn(undefined, some);
      print.change('Moved', ids);
      return io.stdout.text;
    };
    expect(changed({}, [1, 2])).toBe('1\n2\n');
    expect(changed({ format: 'jsonl' }, [1, 2])).toBe('{"id":1}\n{"id":2}\n');
    expect(JSON.parse(changed({ format: 'json' }, [1, 2]))).toEqual([{ id: 1 }, { id: 2 }]);
    expect(JSON.parse(changed({ format: 'json' }, []))).toEqual([]);
  });
});

describe('notes and warnings', () => {
  test('go to stderr, with control characters escaped; no notes with --quiet', async () => {
    const loud = printerOn(80);
    loud.print.note('called \x1b[2J');
    await loud.print.warn('same email as lead 7');
    expect(loud.io.stderr.text).toBe('called ␛[2J\ncrm: warning: same email as lead 7\n');
    expect(loud.io.stdout.text).toBe('');
    const quiet = printerOn(80, { quiet: true });
    quiet.print.note('called');
    await quiet.print.warn('same email');
    expect(quiet.io.stderr.text).toBe('crm: warning: same email\n');
  });

  test('warnings are yellow with color', async () => {
    const { io, print } = printerOn(80, {}, '16');
    await print.warn('careful');
    expect(io.stderr.text).toBe('\x1b[33mcrm: warning:\x1b[39m careful\n');
  });
});

test('progress is shown on terminals only, and not with --quiet', () => {
  for (const { io, print } of [printerOn(undefined), printerOn(80, { quiet: true })]) {
    const progress = print.progress('Importing');
    progress.update(1);
    progress.end();
    expect(io.stderr.text).toBe('');
  }
});
