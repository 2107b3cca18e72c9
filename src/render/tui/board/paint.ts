import { createContext, useContext } from 'react';
import type { Paint } from '../../color.ts';

/** The styles of this terminal: none where it is not to be coloured. */
export const PaintContext = createContext<Paint | null>(null);

export function usePaint(): Paint {
  const paint = useContext(PaintContext);
  if (!paint) throw new Error('a board needs its styles');
  return paint;
}
