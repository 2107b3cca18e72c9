/** Collects the values of an option that may be given several times, for Commander. */
export const repeat = (value: string, sofar: string[] | undefined): string[] => [...(sofar ?? []), value];
