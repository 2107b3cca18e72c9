/** Blank columns between two table columns. */
export const COLUMN_GAP = 2;

/** Minimum width of a flexible column before columns are dropped. */
const MIN_FLEXIBLE_WIDTH = 14;
/** A column with a `least` width has it while more columns than these are left. */
const COLUMNS_AT_LEAST = 4;

interface Extent {
  /** Width of the widest cell, including the header. */
  readonly width: number;
  /** Whether cells may be cut: names may, numbers and dates may not. */
  readonly flexible: boolean;
  /** Below this width other columns are dropped first, where there are many. */
  readonly least?: number;
  /** Dropped before another is cut, where it is the last. */
  readonly extra?: boolean | undefined;
}

/**
 * Column widths that fit into `available`: the widest flexible columns shrink first, among equal ones the rightmost.
 * If that is not enough, columns are dropped from the right and fewer widths are returned. The first column always
 * stays.
 */
export function fitColumns(extents: readonly Extent[], available: number): number[] {
  for (let count = extents.length; count > 1; count--) {
    const shown = extents.slice(0, count);
    const widths =
      shrinkWidths(shown, available, true) ??
      (count <= COLUMNS_AT_LEAST ? shrinkWidths(shown, available, false) : null);
    const isCut = widths?.some((width, at) => width < shown[at]!.width);
    if (widths && !(isCut && shown.at(-1)?.extra)) return widths;
  }
  return extents.slice(0, 1).map(({ width }) => Math.min(width, Math.max(1, available)));
}

function shrinkWidths(extents: readonly Extent[], available: number, keepsLeast: boolean): number[] | null {
  const floors = extents.map(({ least = 0 }) => Math.max(MIN_FLEXIBLE_WIDTH, keepsLeast ? least : 0));
  const widths = extents.map(({ width }) => width);
  const total = widths.reduce((sum, width) => sum + width, COLUMN_GAP * (widths.length - 1));
  for (let excess = total - available; excess > 0; excess--) {
    const widest = widestFlexible(extents, widths, floors);
    if (widest === -1) return null;
    widths[widest]! -= 1;
  }
  return widths;
}

function widestFlexible(
  extents: readonly Extent[],
  widths: readonly number[],
  floors: readonly number[],
): number {
  let widest = -1;
  for (const [at, width] of widths.entries()) {
    if (!extents[at]?.flexible || width <= floors[at]!) continue;
    if (widest === -1 || width >= widths[widest]!) widest = at;
  }
  return widest;
}
