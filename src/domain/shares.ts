import { usage } from './errors.ts';

/** A whole in hundredths of a percent. */
const WHOLE_SHARE = 10_000;

/** `60%`, `60 %`, `33.34`: hundredths of a percent; null for a text that is no share. */
export function readShare(text: string): number | null {
  const [, whole, , decimals = ''] = /^(\d{1,3})([.,](\d{1,2}))?\s*%?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const share = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return share > 0 && share <= WHOLE_SHARE ? share : null;
}

/** Writes what `readShare` reads: `60%`, `33.34%`. */
export function shareText(share: number): string {
  return `${share / 100}%`;
}

/**
 * Shares that sum to the whole exactly: those that are not given take equal parts of the rest, the first of them what
 * cannot be divided. Throws `usage` where that cannot be.
 */
export function completeShares(shares: readonly (number | null)[]): number[] {
  const given = shares.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const open = shares.filter((share) => share === null).length;
  const rest = WHOLE_SHARE - given;
  if (shares.length > 0 && (rest < open || (open === 0 && rest !== 0)))
    throw usage(
      `the shares sum to ${shareText(given)}${open > 0 && rest >= 0 ? ', so nothing is left for the others' : ''}`,
      'They have to sum to 100%; those without a share take equal parts of the rest.',
    );
  let first = open === 0 ? 0 : rest - Math.floor(rest / open) * (open - 1);
  return shares.map((share) => {
    if (share !== null) return share;
    const part = first;
    first = Math.floor(rest / open);
    return part;
  });
}

/**
 * Parts of an amount in whole minor units, in proportion to weights, which sum to it exactly: what rounding leaves goes to the
 * largest remainders, of equal ones to the first.
 */
export function splitAmount(minor: bigint, weights: readonly number[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return weights.map(() => 0n);
  const size = minor < 0n ? -minor : minor;
  const parts = weights.map((weight) => (size * BigInt(weight)) / total);
  let left = size - parts.reduce((sum, part) => sum + part, 0n);
  const byRemainder = weights
    .map((weight, at) => ({ at, remainder: (size * BigInt(weight)) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder > b.remainder ? -1 : 1));
  for (const { at } of byRemainder) {
    if (left === 0n) break;
    parts[at] = (parts[at] as bigint) + 1n;
    left--;
  }
  return minor < 0n ? parts.map((part) => -part) : parts;
}
