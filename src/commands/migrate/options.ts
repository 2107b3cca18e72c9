import type { ImportOptions } from '../../app/import/options.ts';
import type { PlannedFile } from '../../app/migrate/files.ts';
import {
  isMigrated,
  type MigratedSubject,
  migrationOrder,
  subjectOfName,
} from '../../app/migrate/subjects.ts';
import { usage } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { findNearest } from '../../domain/suggest.ts';
import { headerKey } from '../../formats/field-names.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { creatable } from '../record/import/options.ts';

/** Options of a migration, from the command line. */
export interface MigrateOptions {
  readonly map: readonly string[];
  readonly mapValue: readonly string[];
  readonly defaults: readonly string[];
  readonly dateFormat: string | undefined;
  /** Whether decimals that a currency does not have are rounded. */
  readonly round: boolean;
  /** Words that mean a blank cell, separated by commas. */
  readonly nullWords: string | undefined;
  readonly delimiter: string | undefined;
  readonly encoding: string | undefined;
  /** The sheet of workbooks that is read; undefined for each as a file of its own. */
  readonly sheet: string | undefined;
  readonly onMatch: ImportOptions['onMatch'];
  /** Undefined for the usual: records that files of a known program name. */
  readonly create: ReadonlySet<string> | undefined;
  readonly createFields: boolean;
  /** The pipeline of opportunities without one. */
  readonly pipeline: string | undefined;
  readonly system: string | undefined;
  /** Absolute path of the folder for rejected rows. */
  readonly rejects: string | undefined;
  readonly dryRun: boolean;
}

/** Everything `--create` can create in a migration. */
export function creatables(nouns: Nouns): string[] {
  return [...new Set([...nouns].flatMap((spec) => creatable(nouns, spec)))];
}

/** What the user wants to be created for a file of that noun; null if nothing is said. */
export function createdFor(
  create: ReadonlySet<string> | undefined,
  nouns: Nouns,
  spec: NounDefinition,
): ReadonlySet<string> | null {
  return create ? new Set(creatable(nouns, spec).filter((name) => create.has(name))) : null;
}

/** What a declaration is for: `opp:Header=field`, `file.csv:Header=field`, `Header=field`. */
interface ScopedText {
  readonly file: string | null;
  readonly subject: MigratedSubject | null;
  readonly text: string;
}

/** A header can contain a colon: the text before it counts only if it is a file or a noun. */
function scopeOf(declaration: string, nouns: Nouns, planned: readonly PlannedFile[]): ScopedText {
  const at = declaration.indexOf(':');
  const before = declaration.slice(0, Math.max(0, at)).trim().toLowerCase();
  const text = declaration.slice(at + 1);
  const file = planned.map((plan) => plan.file.name).find((name) => name.toLowerCase() === before);
  if (file !== undefined) return { file, subject: null, text };
  const subject = before === '' ? null : namedSubject(nouns, before);
  return subject === null ? { file: null, subject: null, text: declaration } : { file: null, subject, text };
}

function namedSubject(nouns: Nouns, name: string): MigratedSubject | null {
  const spec = [...nouns].find(({ noun, plural, aliases }) => [noun, plural, ...aliases].includes(name));
  return spec?.noun ?? (name === 'user' || name === 'users' ? 'user' : null);
}

/**
 * The `--map` options of a file: without a scope those for headers that it has. Throws `usage` for a header that no
 * file has.
 */
export function mapsOf(
  declarations: readonly string[],
  nouns: Nouns,
  planned: readonly PlannedFile[],
): (plan: PlannedFile) => string[] {
  const scoped = declarations.map((declaration) => ({
    declaration,
    ...scopeOf(declaration, nouns, planned),
  }));
  const has = (plan: PlannedFile, text: string) => {
    const key = headerKey(text.slice(0, Math.max(0, text.lastIndexOf('='))));
    return plan.table.headers.some((header) => headerKey(header) === key);
  };
  const isFor = ({ file, subject, text }: ScopedText, plan: PlannedFile) =>
    file === null
      ? (subject === null || subject === plan.subject) && has(plan, text)
      : file === plan.file.name;
  for (const each of scoped)
    if (!planned.some((plan) => isFor(each, plan)))
      throw usage(
        `no file has the column of --map "${each.declaration}"`,
        "Write --map 'Their header=our_field', or --map 'opp:Their header=our_field' for one noun, or --map 'file.csv:…' for one file",
      );
  return (plan) => scoped.filter((each) => isFor(each, plan)).map(({ text }) => text);
}

/** The `--map-value` or `--default` options for fields of the file's noun, for its noun or for the file itself. */
export function valuesOf(
  declarations: readonly string[],
  nouns: Nouns,
  planned: readonly PlannedFile[],
): (plan: PlannedFile, fields: readonly Field[]) => string[] {
  const scoped = declarations.map((declaration) => scopeOf(declaration, nouns, planned));
  return (plan, fields) =>
    scoped
      .filter(({ file, subject, text }) => {
        if (file !== null) return file === plan.file.name;
        if (subject !== null) return subject === plan.subject;
        const key = headerKey(/^[^:=]*/.exec(text)?.[0] ?? '');
        return fields.some(({ name, label, synonyms = [] }) =>
          [name, label, ...synonyms].some((each) => headerKey(each) === key),
        );
      })
      .map(({ text }) => text);
}

/**
 * Parses `--noun file=noun`: by file what it has, null for a skipped one (`file=-`). Throws `usage` with the nearest
 * name.
 */
export function readSubjects(
  nouns: Nouns,
  texts: readonly string[],
  files: readonly string[],
): ReadonlyMap<string, MigratedSubject | null> {
  const wanted = new Map<string, MigratedSubject | null>();
  for (const text of texts) {
    const at = text.lastIndexOf('=');
    if (at < 1)
      throw usage(
        `--noun needs file=noun, not "${text}"`,
        'For example: --noun people.csv=contact   or, to skip it: --noun people.csv=-',
      );
    wanted.set(
      fileNamed(text.slice(0, at), files, '--noun'),
      readSubject(nouns, text.slice(at + 1), '--noun'),
    );
  }
  return wanted;
}

/** What a file has, as the user names it; null for `-`. Throws `usage`. */
function readSubject(nouns: Nouns, text: string, option: string): MigratedSubject | null {
  const key = text.trim().toLowerCase();
  if (key === '-') return null;
  const order = migrationOrder(nouns);
  const subject = order.find((each) => each === key) ?? subjectOfName(nouns, key);
  if (subject && isMigrated(subject)) return subject;
  throw usage(`${option} cannot be "${text}"`, `One of: ${order.join(', ')}; - skips the file`);
}

/** Finds the file that a user names, in any case, with or without extension. Throws `usage` with the nearest. */
function fileNamed(text: string, files: readonly string[], option: string): string {
  const key = text.trim().toLowerCase();
  const bare = (name: string) => name.toLowerCase().replace(/\.[^.]*$/, '');
  const found = files.find((name) => name.toLowerCase() === key) ?? files.find((name) => bare(name) === key);
  if (found) return found;
  const [near] = findNearest(text, files);
  throw usage(
    `${option} names "${text}", which is not one of the files`,
    near ? `Did you mean "${near}"?` : `Files: ${files.join(', ')}`,
  );
}
