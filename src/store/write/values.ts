import type { Field, Value } from '../../domain/field.ts';

/**
 * What a record is to hold: field name to value, as the domain has it. Relations come as their number
 * (`account_id`, `owner_id`, `stage_id`); a field that is not named stays as it is; null empties it.
 */
export type Values = Readonly<Record<string, Value>>;

/** A phone number as typed, and in E.164 where it can be read. */
export interface PhoneNumber {
  readonly typed: string;
  readonly e164: string | null;
}

/** Reads a number at once. */
export type ReadPhone = (text: string) => PhoneNumber;

/** What the store needs from outside to write a record. */
export interface WriteEnv {
  readPhone(text: string): Promise<PhoneNumber>;
  /** What reads many numbers without waiting for each, once its rules are loaded. */
  phoneReader?(): Promise<{ readonly read: ReadPhone }>;
  /** The fields declared for the noun that is written, where the caller knows them. */
  readonly declared?: readonly Field[];
}
