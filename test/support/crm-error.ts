import { type CrmError, isCrmError } from '../../src/domain/errors.ts';

/** The CrmError an action throws; any other outcome fails the test. */
export async function crmErrorOf(action: () => unknown): Promise<CrmError> {
  try {
    await action();
  } catch (error) {
    if (isCrmError(error)) return error;
    throw error;
  }
  throw new Error('expected a CrmError, but nothing was thrown');
}
