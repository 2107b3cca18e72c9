import type { Noun } from '../domain/field.ts';

/** Headers by the field that they name, of all nouns that have the field or only of those that are named. */
export type HeaderWords = readonly (readonly [field: string, headers: readonly string[], ...nouns: Noun[]])[];

/** The words of a text with a comma between two. */
export const words = (text: string): readonly string[] => text.split(',').map((word) => word.trim());
