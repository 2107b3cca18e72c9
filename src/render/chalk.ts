import { Chalk, type ChalkInstance } from 'chalk';

/**
 * Chalk with so many colours: the level is given, because chalk would ask the environment of the process for it. A module
 * of its own, because chalk takes 3 ms to load and output without styles needs none.
 */
export function chalkOf(level: 0 | 1 | 2 | 3): ChalkInstance {
  return new Chalk({ level });
}
