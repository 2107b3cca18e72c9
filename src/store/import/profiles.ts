import { isOfOnePerson } from '../../domain/profile.ts';
import type { RawRow } from '../sql.ts';
import type { Values } from '../write/values.ts';
import type { ListsOfRecord } from './working-record.ts';

/** A profile that a row gives a person, and the field that it is in. */
interface GivenProfile {
  readonly field: 'linkedin' | 'social' | 'other_profiles';
  readonly address: string;
}

/** The profiles of one person that a row says. */
export function profilesIn({ linkedin, social, other_profiles: others }: Values): GivenProfile[] {
  const given: GivenProfile[] = [];
  if (typeof linkedin === 'string') given.push({ field: 'linkedin', address: linkedin });
  if (typeof social === 'string') given.push({ field: 'social', address: social });
  if (Array.isArray(others))
    for (const address of others as string[]) given.push({ field: 'other_profiles', address });
  return given.filter(({ address }) => isOfOnePerson(address));
}

/** The profiles of a record. */
export function profilesOf(
  { linkedin, social }: RawRow,
  { other_profiles: others }: ListsOfRecord,
): string[] {
  const all = [linkedin, social, ...(others ?? []).map(({ said }) => said)];
  return all.filter((address) => typeof address === 'string' && isOfOnePerson(address)) as string[];
}
