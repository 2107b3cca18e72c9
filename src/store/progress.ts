/** Called now and then with the work done, the total if it is known, and rejected rows. Throwing aborts the work. */
export type ProgressCallback = (done: number, all?: number, rejected?: number) => Promise<void>;

/** For work without progress. */
export const noProgress: ProgressCallback = async () => {};
