import { headerKey } from '../field-names.ts';
import { type Column, columnLookup } from './columns.ts';
import { PRESETS } from './index.ts';
import type { Layout, Preset, Subject } from './preset.ts';

/** What tells who wrote a file. */
export interface FileClues {
  readonly headers: readonly string[];
  /** Name of the file. */
  readonly name?: string;
  /** Cells of the first rows, for ids that tell what they are of. */
  readonly cells?: readonly (readonly (string | null)[])[];
}

/** The source program of a file and the kind of its records. */
export interface DetectedPreset {
  readonly preset: Preset;
  readonly layout: Layout;
  readonly noun: Subject;
  /** Share of the file's headers that the layout knows, from 0 to 1. */
  readonly score: number;
  /** Headers of the signature that the file lacks; empty if it was detected. */
  readonly missed: readonly string[];
}

/** Fewer known columns prove nothing, unless they are most of the file. */
const MIN_KNOWN_COLUMNS = 3;
const MIN_SHARE = 0.1;
const SURE_SHARE = 0.5;

/**
 * The program that wrote a file; null if none is sure: all headers of a signature, or the beginnings of its ids, and
 * with them enough known columns. The program that knows the most headers wins; among its layouts, one of `wanted` is
 * preferred.
 */
export function detectPreset(clues: FileClues, wanted?: Subject): DetectedPreset | null {
  const fitting = PRESETS.flatMap((preset) => detectedLayouts(preset, clues));
  const highest = Math.max(...fitting.map(({ score }) => score));
  const writers = fitting.filter(({ score }) => score === highest).map(({ preset }) => preset);
  return best(
    fitting.filter(({ preset }) => writers.includes(preset)),
    wanted,
  );
}

/**
 * The programs that wrote the files of a folder, one for each file or null: files that were exported together are
 * mostly of one program, which therefore knows also those that it cannot be recognized by. `wanted` are the kinds of
 * records that the names of the files say, or the user.
 */
export function detectPresets(
  files: readonly FileClues[],
  wanted: readonly (Subject | null)[],
): (DetectedPreset | null)[] {
  const own = files.map((clues, at) => detectPreset(clues, wanted[at] ?? undefined));
  const writer = commonPreset(own);
  return files.map((clues, at) => {
    const subject = wanted[at] ?? undefined;
    const alone = own[at] ?? null;
    if (writer === null || alone?.preset === writer) return alone;
    const sure = best(detectedLayouts(writer, clues, true), subject);
    if (sure) return sure;
    const fit = subject === undefined ? null : fitPreset(writer, clues, subject);
    const fits =
      fit !== null && fit.noun === subject && isEnough(fit.score * filledHeaders(clues).length, clues);
    return fits && fit.score >= (alone?.score ?? 0) ? fit : alone;
  });
}

/** The program of most files, by the share of headers that it knows; null if there is none. */
function commonPreset(found: readonly (DetectedPreset | null)[]): Preset | null {
  const weights = new Map<Preset, number>();
  for (const detected of found)
    if (detected) weights.set(detected.preset, (weights.get(detected.preset) ?? 0) + detected.score);
  const [heaviest] = [...weights].toSorted(([, a], [, b]) => b - a);
  return heaviest?.[0] ?? null;
}

/**
 * The parts of a file whose rows have several kinds of records; empty for a file of one kind. The columns that tell the
 * rows apart are in the file.
 */
export function detectParts({ parts = [], ...preset }: Preset, clues: FileClues): DetectedPreset[] {
  const keys = new Set(clues.headers.map(headerKey));
  const found = parts
    .filter(({ rows }) => rows?.headers.some((header) => keys.has(headerKey(header))))
    .map((layout) => compare(preset, layout, clues))
    .filter(({ missed }) => missed.length === 0);
  return found.length > 1 ? found : [];
}

/** The layout of a preset that is closest to the file, complete or not. */
export function fitPreset(preset: Preset, clues: FileClues, wanted?: Subject): DetectedPreset {
  const all = preset.layouts.map((layout) => compare(preset, layout, clues));
  const whole = all.filter(({ missed }) => missed.length === 0);
  // A file with several kinds of records in its rows may be like none of them alone.
  const parts = (preset.parts ?? [])
    .map((layout) => compare(preset, layout, clues))
    .filter(({ missed }) => missed.length === 0);
  const named = all.filter(({ layout }) => isNamedSo(layout, clues));
  const [candidates = all] = [whole, parts, named].filter(({ length }) => length > 0);
  return best(candidates, wanted) as DetectedPreset;
}

/** The layouts of a preset that a file surely has. Its name counts if the program is known from other files. */
function detectedLayouts(preset: Preset, clues: FileClues, isKnown = false): DetectedPreset[] {
  const byIds = subjectOfIds(preset, clues);
  return [...preset.layouts, ...(preset.parts ?? [])].flatMap((layout) => {
    // Most layouts are ruled out by their signatures, without a look at all their columns.
    const isSure =
      layout.subject === byIds ||
      (isKnown && isNamedSo(layout, clues)) ||
      missedHeaders(layout, clues).length === 0;
    if (!isSure) return [];
    const fit = compare(preset, layout, clues);
    const known = Math.round(fit.score * filledHeaders(clues).length);
    return isEnough(known, clues) ? [{ ...fit, missed: [] }] : [];
  });
}

function isEnough(known: number, clues: FileClues): boolean {
  const share = known / filledHeaders(clues).length;
  return (known >= MIN_KNOWN_COLUMNS && share >= MIN_SHARE) || share >= SURE_SHARE;
}

function filledHeaders({ headers }: FileClues): string[] {
  return headers.filter((header) => headerKey(header) !== '');
}

/** The headers that a file lacks of the signature that it is closest to. */
function missedHeaders({ spelled, signatures }: Layout, { headers }: FileClues): readonly string[] {
  const nameOf = spelled ? spelling : headerKey;
  const names = new Set(headers.map(nameOf));
  const lacking = signatures.map((set) => set.filter((header) => !names.has(nameOf(header))));
  return lacking.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

function compare(preset: Preset, layout: Layout, clues: FileClues): DetectedPreset {
  const columnOf = columnLookup(preset, layout);
  const filled = filledHeaders(clues);
  const known = filled.map(columnOf).filter((column): column is Column => column !== null);
  return {
    preset,
    layout,
    noun: layout.subject,
    score: filled.length === 0 ? 0 : known.length / filled.length,
    missed: missedHeaders(layout, clues),
  };
}

/** A header without case and surrounding spaces. */
function spelling(header: string): string {
  return header.replace(/^[\s\uFEFF]+|[\s\uFEFF*]+$/g, '').toLowerCase();
}

/** Whether the name of the file is one of such files: `Potentials_2026_02_10.csv`. */
function isNamedSo({ files = [] }: Layout, { name = '' }: FileClues): boolean {
  const letters = name
    .replace(/\.\w+$/, '')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
  return files.includes(letters);
}

/** What the ids in the first column of ids are of, by their beginnings; null if they do not tell. */
function subjectOfIds({ idPrefixes }: Preset, { headers, cells = [] }: FileClues): Subject | null {
  const at = headers.findIndex((header) => headerKey(header) === 'id');
  if (!idPrefixes || at === -1) return null;
  const subjects = cells.map((row) => (/^\w{15}(?:\w{3})?$/.test(row[at] ?? '') ? row[at] : '')?.slice(0, 3));
  const [first = ''] = subjects;
  return first !== '' && subjects.every((prefix) => prefix === first) ? (idPrefixes[first] ?? null) : null;
}

function best(all: readonly DetectedPreset[], wanted: Subject | undefined): DetectedPreset | null {
  // A lead is a person before it is a company.
  const preference = (noun: Subject) =>
    noun === wanted ? 2 : wanted === 'lead' && noun === 'contact' ? 1 : 0;
  const rank = ({ noun, score, missed }: DetectedPreset) => preference(noun) + score - missed.length * 4;
  return all.toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
}
