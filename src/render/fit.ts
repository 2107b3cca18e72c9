/** Blank columns between two table columns. */
export const COLUMN_GAP = 2;

/** Minimum width of a flexible column before columns are dropped. */
const MIN_FLEXIBLE_WIDTH = 14;

interface Extent {
  /** Width of the widest cell, including the header. */
  readonly width: number;
  /** Whether cells may be cut: names may, numbers and dates may not. */
  readonly flexible: boolean;
}

/**
 * Column widths that fit into `available`: the widest flexible columns shrink first, among equal ones the rightmost.
 * If that is not enough, columns are dropped from the right and fewer widths are returned. The first column always
 * stays.
 */
export function fitColumns(extents: readonly Extent[], available: number): number[] {
  for (let count = extents.length; count > 1; count--) {
    const widths = shrinkWidths(extents.slice(0, count), available);
    if (widths) return widths;
  }
  return extents.slice(0, 1).map(({ width }) => Math.min(width, Math.max(1, available)));
}

function shrinkWidths(extents: readonly Extent[], available: number): number[] | null {
  const widths = extents.map(({ width }) => width);
  const total = widths.reduce((sum, width) => sum + width, COLUMN_GAP * (widths.length - 1));
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
    if (!extents[at]?.flexible || width <= MIN_FLEXIBLE_WIDTH) continue;
    if (widest === -1 || width >= widths[widest]!) widest = at;
  }
  return widest;
}
