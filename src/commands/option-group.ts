import type { Command as Commander, OptionValues } from '@commander-js/extra-typings';

/**
 * A function that adds options to any command and keeps the types of what it has. `Added` is what Commander gives for
 * them, which `declare` cannot say where they follow from a noun; `Given` is what else it is told.
 */
export function optionGroup<Added extends OptionValues, Given extends unknown[] = []>(
  declare: (command: Commander, ...given: Given) => unknown,
) {
  return <A extends unknown[], O extends OptionValues>(
    command: Commander<A, O>,
    ...given: Given
  ): Commander<A, O & Added> => {
    // Commander notes what is declared on the same object, whatever its type then is.
    declare(command as never, ...given);
    return command as never;
  };
}
