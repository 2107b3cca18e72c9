import { version } from '../../package.json';
import type { IO } from './types.ts';

/** The commit that the program was built of; the build puts it in where it knows one. */
declare const COMMIT: string;

/** The program, its runtime and the machine, as a report of a fault names them: `crm 0.1.0 (abc1234, Node …, linux x64)`. */
export function programVersion({ runtime }: Pick<IO, 'runtime'>): string {
  const commit = typeof COMMIT === 'string' ? `${COMMIT}, ` : '';
  return `crm ${version} (${commit}${runtime})`;
}
