/** Pseudo-random choices; the same seed gives the same choices on every machine. */
export interface Random {
  /** A whole number from `min` to `max`, inclusive. */
  int(min: number, max: number): number;
  /** True with probability `p`. */
  chance(p: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** One of the choices, by weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  /** `count` different whole numbers from `min` to `max`, ascending; all of them if there are fewer. */
  distinct(count: number, min: number, max: number): number[];
  /** Positive and right-skewed, like amounts and waiting times; half of the values are below `median`. */
  logNormal(median: number, spread: number): number;
}

/** Each `topic` has its own stream, so that a change in one leaves the others the same. */
export function makeRandom(seed: number, topic: string): Random {
  let state = hash(`${seed}/${topic}`);

  // Mulberry32 (Tommy Ettinger), with 32 bits of state: good enough for a demo.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));

  return {
    int,
    chance: (p) => next() < p,
    pick: (choices) => choices[int(0, choices.length - 1)] as (typeof choices)[number],
    weighted(choices) {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      return (choices.at(-1) as (typeof choices)[number])[0];
    },
    distinct(count, min, max) {
      const found = new Set<number>();
      while (found.size < Math.min(count, max - min + 1)) found.add(int(min, max));
      return [...found].sort((a, b) => a - b);
    },
    logNormal(median, spread) {
      // Twelve uniform numbers approximate a normal distribution, without the rounding of Math.log and Math.cos.
      let bell = -6;
      for (let i = 0; i < 12; i++) bell += next();
      return median * Math.exp(spread * bell);
    },
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (const char of text) state = Math.imul(state ^ (char.codePointAt(0) as number), 0x01000193);
  return state;
}
