import { describeCommit } from './sources.mjs';

/** What both builds replace in the sources: a name to the JavaScript text put in its place. */
export const CONSTANTS = {
  'process.env.NODE_ENV': '"production"',
  COMMIT: JSON.stringify(describeCommit() ?? null),
};
