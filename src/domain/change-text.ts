/** A change in a few words: what was done, or which command was undone. */
export function describeChange({
  kind,
  summary,
  command,
}: {
  readonly kind: string;
  readonly summary: string;
  readonly command: string;
}): string {
  const text = summary === '' ? command : summary;
  return kind === 'do' ? text : `${kind}: ${text}`;
}
