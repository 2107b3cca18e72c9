import type { Random } from './random.ts';

export interface Member {
  readonly name: string;
  readonly fullName: string;
  readonly email: string;
}

/** The demo user's colleagues; the last one is new and owns nothing yet. */
export const COLLEAGUES: readonly Member[] = [
  { name: 'ann', fullName: 'Ann Lindqvist', email: 'ann@brightwater.example' },
  { name: 'bruno', fullName: 'Bruno Costa', email: 'bruno@brightwater.example' },
  { name: 'chioma', fullName: 'Chioma Eze', email: 'chioma@brightwater.example' },
  { name: 'dev', fullName: 'Dev Malhotra', email: 'dev@brightwater.example' },
  { name: 'eve', fullName: 'Eve Tanaka', email: 'eve@brightwater.example' },
];

/** The team: `me` and the colleagues. */
export interface Team {
  readonly me: string;
  /** A random member; `me` comes up most often. */
  draw(random: Random): string;
}

export function makeTeam(me: string): Team {
  const shares = [[me, 8] as const, ...COLLEAGUES.slice(0, -1).map(({ name }, i) => [name, 6 - i] as const)];
  return { me, draw: (random) => random.weighted(shares) };
}
