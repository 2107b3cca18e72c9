import type { Field, Value } from '../../domain/field.ts';

/**
 * Values to write: field name to value, as in the domain. Relations are numbers (`account_id`, `owner_id`,
 * `stage_id`); fields left out stay the same; null clears a field.
 */
export type Values = Readonly<Record<string, Value>>;

/** A phone number as typed, and in E.164 if it is valid. */
export interface PhoneNumber {
  readonly typed: string;
  readonly e164: string | null;
}

/** Reads a number synchronously. */
export type ReadPhone = (text: string) => PhoneNumber;

/** External functions that the store needs to write records. */
export interface WriteEnv {
  readPhone(text: string): Promise<PhoneNumber>;
  /** A synchronous reader for many numbers, once its rules are loaded. */
  phoneReader?(): Promise<{ readonly read: ReadPhone }>;
  /** The custom fields of the noun, if the caller knows them. */
  readonly declared?: readonly Field[];
}
