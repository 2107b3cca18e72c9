/** Told how much of long work is done, of how much, now and then. What it throws ends the work. */
export type ProgressCallback = (done: number, all: number) => Promise<void>;

/** For work that nobody follows. */
export const noProgress: ProgressCallback = async () => {};
