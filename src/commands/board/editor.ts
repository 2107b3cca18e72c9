import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../../context.ts';
import { failed, usage } from '../../domain/errors.ts';
import type { Value } from '../../domain/field.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { plainText } from '../../render/values.ts';
import { record } from '../../store/records.ts';
import { pickFields } from '../record/fields.ts';

/** Fields that take a line each; the notes, which may be many lines, come last. */
const LINES = [
  'name',
  'account',
  'contact',
  'amount',
  'probability',
  'forecast',
  'close_date',
  'next_step',
  'source',
  'campaign',
  'owner',
] as const;
const NOTES = '--- notes ---';

/**
 * Opens the fields of a deal in the user's editor ($VISUAL, $EDITOR, else vi) and returns the arguments of the
 * `crm opp edit` that says what was changed; null when nothing was. Throws `failed` when the editor does, and `usage`
 * for a line that is no field.
 */
export async function editInEditor(ctx: Context, id: number): Promise<string[] | null> {
  const { engine } = await ctx.store();
  const row = await record(engine, 'opp', pickFields([...LINES, 'notes'], OPP.fields), id);
  if (!row) throw failed(`opp ${id} is not there any more`);
  const was = new Map(LINES.map((name) => [name, textOf(row[name] ?? null)]));
  const before = LINES.map((name) => `${name}: ${was.get(name)}`).join('\n');
  const folder = await mkdtemp(join(tmpdir(), 'crm-'));
  try {
    const file = join(folder, `opp-${id}.txt`);
    await writeFile(file, `${before}\n${NOTES}\n${plainText(row.notes ?? null)}\n`, { mode: 0o600 });
    await edit(ctx, file);
    const [head = '', notes = ''] = (await readFile(file, 'utf8')).split(`\n${NOTES}\n`);
    const changed = fieldLines(head).filter(([name, value]) => was.get(name) !== value);
    const flags = changed.flatMap(([name, value]) => [
      `--${FLAGS[name] ?? name.replaceAll('_', '-')}`,
      value,
    ]);
    if (notes.trimEnd() !== plainText(row.notes ?? null).trimEnd()) flags.push('--notes', notes.trimEnd());
    return flags.length === 0 ? null : ['opp', 'edit', String(id), ...flags];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One line, an amount with its currency. */
function textOf(value: Value): string {
  const text = plainText(value).replace(/\s+/g, ' ');
  return value !== null && typeof value === 'object' && 'currency' in value
    ? `${text} ${value.currency}`
    : text;
}

const FLAGS: Readonly<Record<string, string>> = { close_date: 'close' };

function fieldLines(text: string): [name: (typeof LINES)[number], value: string][] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, given = '', value = ''] = /^([\w ]+?)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
      const name = LINES.find((each) => each === given.toLowerCase().replaceAll(' ', '_'));
      if (name === undefined) throw usage(`cannot read the line "${line}"`, `Fields: ${LINES.join(', ')}`);
      return [name, value];
    });
}

function edit(ctx: Context, file: string): Promise<void> {
  const { env } = ctx.io;
  const [command = 'vi', ...args] = (env.VISUAL || env.EDITOR || 'vi')
    .split(' ')
    .filter((word) => word !== '');
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args, file], { stdio: 'inherit', env: { ...env } });
    child.once('error', (error) =>
      reject(failed(`cannot start ${command}: ${error.message}`, 'Set EDITOR.')),
    );
    child.once('close', (code) => (code === 0 ? resolve() : reject(failed(`${command} ended with ${code}`))));
  });
}
