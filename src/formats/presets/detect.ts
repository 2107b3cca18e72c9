import { headerKey } from '../field-names.ts';
import { type Column, columnsOf } from './columns.ts';
import { PRESETS } from './index.ts';
import type { Layout, Preset, Subject } from './preset.ts';

/** Which program a file is from, and what its records are. */
export interface Detected {
  readonly preset: Preset;
  readonly layout: Layout;
  readonly noun: Subject;
  /** Share of the file's headers that the layout knows, from 0 to 1. */
  readonly score: number;
  /** Headers that tell such a file from others and that this one does not have; none where it was detected. */
  readonly missed: readonly string[];
}

/**
 * The program that wrote a file with these headers; null where none of its signature sets is there whole. The program
 * that knows most of the headers wrote it, whatever it calls the records; of its layouts one of `wanted` is preferred.
 */
export function detectPreset(headers: readonly string[], wanted?: Subject): Detected | null {
  const keys = new Set(headers.map(headerKey));
  const fitting = PRESETS.flatMap((preset) =>
    preset.layouts.map((layout) => compare(preset, layout, headers, keys)),
  ).filter(({ missed }) => missed.length === 0);
  const highest = Math.max(...fitting.map(({ score }) => score));
  const writers = fitting.filter(({ score }) => score === highest).map(({ preset }) => preset);
  return best(
    fitting.filter(({ preset }) => writers.includes(preset)),
    wanted,
  );
}

/** The layout of a preset that a file comes nearest to, whether it fits or not. */
export function fitPreset(preset: Preset, headers: readonly string[], wanted?: Subject): Detected {
  const keys = new Set(headers.map(headerKey));
  const all = preset.layouts.map((layout) => compare(preset, layout, headers, keys));
  const whole = all.filter(({ missed }) => missed.length === 0);
  return best(whole.length > 0 ? whole : all, wanted) as Detected;
}

function compare(
  preset: Preset,
  layout: Layout,
  headers: readonly string[],
  keys: ReadonlySet<string>,
): Detected {
  const names = layout.spelled ? new Set(headers.map(spelling)) : keys;
  const nameOf = layout.spelled ? spelling : headerKey;
  const lacking = layout.signatures.map((set) => set.filter((header) => !names.has(nameOf(header))));
  const [missed = []] = lacking.toSorted((a, b) => a.length - b.length);
  const columnOf = columnsOf(preset, layout);
  const named = headers.filter((header) => headerKey(header) !== '');
  const known = named.map(columnOf).filter((column): column is Column => column !== null);
  return {
    preset,
    layout,
    noun: layout.subject,
    score: named.length === 0 ? 0 : known.length / named.length,
    missed,
  };
}

/** A header but for its case and what surrounds it. */
function spelling(header: string): string {
  return header.replace(/^[\s\uFEFF]+|[\s\uFEFF*]+$/g, '').toLowerCase();
}

function best(all: readonly Detected[], wanted: Subject | undefined): Detected | null {
  const rank = ({ noun, score, missed }: Detected) =>
    (wanted !== undefined && noun === wanted ? 2 : 0) + score - missed.length * 4;
  return all.toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
}
