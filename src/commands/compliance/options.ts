import { type ComplianceText, SEVERITIES } from '../../app/compliance/rules.ts';
import { usage } from '../../domain/errors.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { optionGroup } from '../option-group.ts';
import { nounNamed } from '../record/selection.ts';

export type ComplianceOptions = {
  readonly noun?: string;
  readonly of?: string;
  readonly where?: string;
  readonly severity?: string;
};

export const addComplianceOptions = optionGroup<ComplianceOptions, [Nouns]>((command, nouns) =>
  command
    .option('--noun <noun>', `what it is about: ${nouns.names.join(', ')}; default: opp`)
    .option('--of <filter>', 'which of them: status = open; default: all')
    .option('-w, --where <filter>', 'which of these break the rule: next_step is empty')
    .option('--severity <n>', '1 is the most severe, 3 the least; default: 2'),
);

export function complianceText(
  nouns: Nouns,
  { noun, of, where, severity }: ComplianceOptions,
): ComplianceText {
  const level = SEVERITIES.find((each) => String(each) === severity?.trim());
  if (severity !== undefined && level === undefined)
    throw usage(`--severity is 1, 2 or 3, not "${severity}"`, '1 is the most severe.');
  return {
    ...(noun === undefined ? {} : { noun: nounNamed(nouns, noun) }),
    scope: of,
    filter: where,
    severity: level,
  };
}
