import { createContext, useContext } from 'react';
import type { Ruler } from '../../text-width.ts';

/** Measures any text; given once, as what it needs takes long to load. */
export const RulerContext = createContext<Ruler | null>(null);

export function useRuler(): Ruler {
  const ruler = useContext(RulerContext);
  if (!ruler) throw new Error('a board needs a ruler');
  return ruler;
}
