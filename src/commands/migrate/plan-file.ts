import { dirname, relative, resolve } from 'node:path';
import type { MigrationFile } from '../../app/migrate/files.ts';
import type { WordUse } from '../../app/migrate/migration.ts';
import { columnTexts } from '../../app/migrate/plan-columns.ts';
import { isPart } from '../../app/migrate/subjects.ts';
import { parseToml } from '../../config/toml.ts';
import { failed, usage } from '../../domain/errors.ts';
import { isObject, type JsonObject } from '../../domain/json-object.ts';
import { readTextFile } from '../../io/files.ts';
import { reasonOf } from '../../io/write-errors.ts';
import { optionsTable, type PlanOptions, readOptionsTable } from './plan-options.ts';
import type { Outcome } from './report.ts';
import type { FileResult } from './results.ts';

/** What a plan says. */
export interface SavedPlan {
  readonly files: readonly SavedFile[];
  readonly options: PlanOptions;
}

/** What a plan says of a file. */
export interface SavedFile {
  /** Absolute path. */
  readonly path: string;
  /** The sheet of a workbook with several; undefined for all of them. */
  readonly sheet: string | undefined;
  /** What it has, `-` to leave it out; undefined where it has several kinds of records. */
  readonly has: string | undefined;
  /** The program that wrote it, or `none`. */
  readonly program: string | undefined;
  /** What each column is for, by header, for each kind of records, or for all kinds under a blank. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** `field:theirs=ours`, of one kind of records, or of the file where that is blank. */
  readonly values: readonly { readonly subject: string; readonly text: string }[];
}

/** Stands for a word that a person has to decide on. */
const UNDECIDED = '?';

/** The plan of a migration as a file that a person edits; paths are relative to its folder. */
export function planText(
  outcome: Outcome,
  open: readonly MigrationFile[],
  options: PlanOptions,
  planPath: string,
): string {
  const byName = Map.groupBy(outcome.files, ({ plan }) => plan.file.name);
  const entries = open.map((file) => {
    const parts = byName.get(file.name) ?? [];
    const path = relative(dirname(planPath), file.path);
    const { name, others = [] } = file.table.sheet ?? {};
    const sheet = name === undefined || others.length === 0 ? [] : [`sheet = ${quoted(name)}`];
    return ['[[file]]', `path = ${quoted(path)}`, ...sheet, ...fileLines(parts)].join('\n');
  });
  const table = optionsTable(options);
  return [HEAD, ...(table === '' ? [] : [table]), ...entries, ''].join('\n\n');
}

const HEAD = `# What crm does with each file. Change it, then run: crm migrate --plan <this file>
# has = "-" leaves a file out. A column is for a field; "-" drops it, "by id" links records by their ids.
# A word with "?" is not understood: write what it means here, or "" for nothing.`;

function fileLines([only, ...others]: readonly FileResult[]): string[] {
  if (!only) return ['has = "-"'];
  const { preset } = only.plan.vendor ?? {};
  const program = `program = ${quoted(preset && !preset.makeshift ? preset.name : 'none')}`;
  if (others.length > 0) {
    const parts = [only, ...others];
    return [
      '# several kinds of records, each with its own columns',
      program,
      ...parts.flatMap((part) => columnLines(part, `file.${part.plan.subject}`)),
    ];
  }
  return [`has = ${quoted(only.plan.subject)}`, program, ...columnLines(only, 'file')];
}

/** What the columns of a file are for, and what their words mean; `table` names the table of the plan. */
function columnLines({ plan, mapping, words }: FileResult, table: string): string[] {
  if (isPart(plan.subject)) return [];
  return [
    `[${table}.columns]`,
    ...[...columnTexts(mapping)].map(([header, text]) => `${quoted(header)} = ${quoted(text)}`),
    ...wordLines(words, table),
  ];
}

function wordLines(words: readonly WordUse[], table: string): string[] {
  return [...Map.groupBy(words, ({ field }) => field)].flatMap(([field, uses]) => [
    `[${table}.values.${field}]`,
    ...uses.map(({ theirs, ours }) => `${quoted(theirs)} = ${quoted(ours ?? UNDECIDED)}`),
  ]);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Reads a plan. Throws `failed` for an unreadable file, `usage` for one that is none, or with open questions. */
export async function readPlan(path: string): Promise<SavedPlan> {
  const parsed = await parseToml(path, textOf(path));
  const files = parsed.file;
  if (!Array.isArray(files) || files.length === 0)
    throw usage(
      `${path} is not a plan: it names no files`,
      'Make one: crm migrate <folder> --save-plan move.toml',
    );
  return {
    files: files.map((entry: unknown) => savedFile(entry, path)),
    options: readOptionsTable(tableOf(parsed.options), path),
  };
}

function textOf(path: string): string {
  try {
    return readTextFile(path);
  } catch (error) {
    throw failed(`cannot read the plan "${path}": ${reasonOf(error)}`);
  }
}

function savedFile(entry: unknown, planPath: string): SavedFile {
  const file = tableOf(entry);
  if (typeof file.path !== 'string') throw usage(`a file of ${planPath} has no path`);
  const parts = Object.entries({ '': file, ...file }).map(
    ([subject, part]) => [subject, tableOf(part)] as const,
  );
  const values = parts.flatMap(([subject, part]) =>
    Object.entries(tableOf(part.values)).flatMap(([field, words]) =>
      Object.entries(tableOf(words)).map(([theirs, ours]) => {
        if (ours === UNDECIDED)
          throw usage(
            `${planPath} does not say what "${theirs}" means for ${field}`,
            'Write it in place of "?", or "" for nothing',
          );
        return { subject, text: `${field}:${theirs}=${String(ours)}` };
      }),
    ),
  );
  const columnsOf = (part: Readonly<Record<string, unknown>>) =>
    new Map(Object.entries(tableOf(part.columns)).map(([header, text]) => [header, String(text)]));
  return {
    path: resolve(dirname(planPath), file.path),
    sheet: typeof file.sheet === 'string' ? file.sheet : undefined,
    has: typeof file.has === 'string' ? file.has : undefined,
    program: typeof file.program === 'string' ? file.program : undefined,
    columns: new Map(parts.map(([subject, part]) => [subject, columnsOf(part)])),
    values,
  };
}

function tableOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
