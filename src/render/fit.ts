/** Columns of blank between two columns of a table. */
export const GAP = 2;

/** A flexible column is not cut narrower than this before a column is dropped. */
const NARROWEST = 14;

interface Extent {
  /** Width of the widest cell, header included. */
  readonly width: number;
  /** Whether cells may be cut: a name may, a number or a date may not. */
  readonly flexible: boolean;
}

/**
 * Widths that make columns fit into `available`: the widest flexible ones give way first, of equal ones the one
 * further right; when that is not enough, columns are dropped from the right, so fewer widths come back. The
 * first column always stays.
 */
export function fitColumns(extents: readonly Extent[], available: number): number[] {
  for (let count = extents.length; count > 1; count--) {
    const widths = shrunk(extents.slice(0, count), available);
    if (widths) return widths;
  }
  return extents.slice(0, 1).map(({ width }) => Math.min(width, Math.max(1, available)));
}

function shrunk(extents: readonly Extent[], available: number): number[] | null {
  const widths = extents.map(({ width }) => width);
  const total = widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1));
  for (let excess = total - available; excess > 0; excess--) {
    const widest = widestFlexible(extents, widths);
    if (widest === -1) return null;
    widths[widest]! -= 1;
  }
  return widths;
}

function widestFlexible(extents: readonly Extent[], widths: readonly number[]): number {
  let widest = -1;
  for (const [at, width] of widths.entries()) {
    if (!extents[at]?.flexible || width <= NARROWEST) continue;
    if (widest === -1 || width >= widths[widest]!) widest = at;
  }
  return widest;
}
