import type { Context } from '../context.ts';
import { isCrmError } from '../domain/errors.ts';

/** The reason given as an option or, at a terminal, in answer to a question; blank for none. */
export async function askReason({ prompt }: Context, given: string | undefined): Promise<string> {
  return given === undefined && prompt.available ? prompt.text('Why?', { required: true }) : (given ?? '');
}

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
