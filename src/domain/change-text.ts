interface ChangeWords {
  readonly kind: string;
  readonly summary: string;
  readonly command: string;
}

/** What a change did in a few words; where it has none, its command. */
export const changeText = ({ summary, command }: Pick<ChangeWords, 'summary' | 'command'>): string =>
  summary === '' ? command : summary;

/** A change in a few words: what was done, or which command was undone. */
export function describeChange(change: ChangeWords): string {
  const text = changeText(change);
  return change.kind === 'do' ? text : `${change.kind}: ${text}`;
}
