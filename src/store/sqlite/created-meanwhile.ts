import { CrmError, isCrmError } from '../../domain/errors.ts';

const CODE = 'CREATED_MEANWHILE';

/** The error of a change to a new database that another process created first, with other records. */
export function createdMeanwhile(path: string, cause: unknown): CrmError {
  const error = new CrmError(
    'conflict',
    `another crm has just created "${path}"`,
    ['Run the command again.'],
    cause,
  );
  return Object.assign(error, { code: CODE });
}

/** Whether a command failed only because another process created the database first: running it again works. */
export function isCreatedMeanwhile(error: unknown): boolean {
  return isCrmError(error) && (error as { code?: string }).code === CODE;
}
