import { isCrmError } from '../../domain/errors.ts';

/** Makes a reader of answers into what a question validates by: true, or what is wrong with the answer. */
export function isReadable(
  read: (text: string) => Promise<unknown>,
): (text: string) => Promise<string | true> {
  return (text) =>
    read(text).then(
      () => true as const,
      (error: unknown) => {
        if (isCrmError(error)) return error.message;
        throw error;
      },
    );
}
