import { headerKey } from '../field-names.ts';
import { type Column, columnLookup } from './columns.ts';
import { PRESETS } from './index.ts';
import type { Layout, Preset, Subject } from './preset.ts';

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

/**
 * The program that wrote a file with these headers; null if no signature is complete. The program that knows the most
 * headers wins; among its layouts, one of `wanted` is preferred.
 */
export function detectPreset(headers: readonly string[], wanted?: Subject): DetectedPreset | null {
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

/** The layout of a preset that is closest to the file, complete or not. */
export function fitPreset(preset: Preset, headers: readonly string[], wanted?: Subject): DetectedPreset {
  const keys = new Set(headers.map(headerKey));
  const all = preset.layouts.map((layout) => compare(preset, layout, headers, keys));
  const whole = all.filter(({ missed }) => missed.length === 0);
  return best(whole.length > 0 ? whole : all, wanted) as DetectedPreset;
}

function compare(
  preset: Preset,
  layout: Layout,
  headers: readonly string[],
  keys: ReadonlySet<string>,
): DetectedPreset {
  const names = layout.spelled ? new Set(headers.map(spelling)) : keys;
  const nameOf = layout.spelled ? spelling : headerKey;
  const lacking = layout.signatures.map((set) => set.filter((header) => !names.has(nameOf(header))));
  const [missed = []] = lacking.toSorted((a, b) => a.length - b.length);
  const columnOf = columnLookup(preset, layout);
  const filledHeaders = headers.filter((header) => headerKey(header) !== '');
  const known = filledHeaders.map(columnOf).filter((column): column is Column => column !== null);
  return {
    preset,
    layout,
    noun: layout.subject,
    score: filledHeaders.length === 0 ? 0 : known.length / filledHeaders.length,
    missed,
  };
}

/** A header without case and surrounding spaces. */
function spelling(header: string): string {
  return header.replace(/^[\s\uFEFF]+|[\s\uFEFF*]+$/g, '').toLowerCase();
}

function best(all: readonly DetectedPreset[], wanted: Subject | undefined): DetectedPreset | null {
  const rank = ({ noun, score, missed }: DetectedPreset) =>
    (wanted !== undefined && noun === wanted ? 2 : 0) + score - missed.length * 4;
  return all.toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
}
