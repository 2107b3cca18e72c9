/** Why people are not interested, where a team has no words of its own yet. */
const USUAL = ['no need', 'no budget', 'bad timing', 'has a supplier', 'not the one who decides'];

/** Reasons that the program itself gives, which say nothing about why. */
const NO_REASONS: ReadonlySet<string> = new Set(['not interested', 'do not call', 'no working number']);

/** The reasons to choose from: the team's own in their order, then the usual ones. */
export function stopReasons(own: readonly string[]): string[] {
  const told = own.filter((reason) => !NO_REASONS.has(reason.toLowerCase()));
  return [...new Set([...told, ...USUAL])];
}
