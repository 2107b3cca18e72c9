import { CrmError } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import { isOwnExport } from '../../formats/own-export.ts';
import { type DetectedPreset, detectPreset, fitPreset } from '../../formats/presets/detect.ts';
import { findPreset } from '../../formats/presets/index.ts';

/**
 * The program that wrote a file: the named one, else the one detected from headers. Null for `none`, for files whose
 * headers are all names of our fields (`known`), and for unknown ones. Throws `usage` for a preset that knows none of
 * the headers.
 */
export function detectVendor(
  { headers, name, known }: { headers: readonly string[]; name: string; known: readonly Field[] },
  noun: Noun,
  preset: string | undefined,
): DetectedPreset | null {
  if (preset === undefined) {
    const ours = new Set(known.map((field) => field.name));
    const isOurs = isOwnExport(headers) || headers.every((header) => ours.has(header));
    return isOurs ? null : detectPreset({ headers, name }, noun);
  }
  if (preset.trim().toLowerCase() === 'none') return null;
  const fit = fitPreset(findPreset(preset), { headers, name }, noun);
  if (fit.score > 0) return fit;
  throw new CrmError('usage', `${name} is not a file of ${fit.preset.label}: it has none of its columns`, [
    { code: 'file-of-other-program', missing: fit.missed },
  ]);
}
