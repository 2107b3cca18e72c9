import { createContext, useContext } from 'react';

/** Whether the terminal is to be coloured. */
export const ColorContext = createContext(true);

export const useColor = (): boolean => useContext(ColorContext);
