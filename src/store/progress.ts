/** Called now and then with the work done and the total. Throwing aborts the work. */
export type ProgressCallback = (done: number, all: number) => Promise<void>;

/** For work without progress. */
export const noProgress: ProgressCallback = async () => {};
