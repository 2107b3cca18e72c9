import type { Context } from '../context.ts';
import { isCrmError } from '../domain/errors.ts';

/** The reason from the option or, at a terminal, from a prompt; blank for none. */
export async function askReason({ prompt }: Context, given: string | undefined): Promise<string> {
  return given === undefined && prompt.available ? prompt.text('Why?', { required: true }) : (given ?? '');
}

/** Turns a parser into a validator of answers: true, or the error message. */
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
