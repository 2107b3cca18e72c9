import { Text } from 'ink';
import { paintLine, type StyledLine as Spans } from '../../styled-line.ts';
import { terminalSafe } from '../../terminal-text.ts';
import { usePaint } from './paint.ts';

/** Lines of text that have been fitted to their place: one node of the screen, as each costs time in every frame. */
export function Lines({ lines }: { readonly lines: readonly Spans[] }) {
  const paint = usePaint();
  return (
    <Text wrap="truncate">
      {terminalSafe(lines.map((spans) => paintLine(spans, paint)).join('\n'), 'styles')}
    </Text>
  );
}
