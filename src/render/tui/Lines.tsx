import { Box, Text } from 'ink';
import { sanitize } from '../terminal-text.ts';
import type { ScreenLine, Span } from './lines.ts';

/** A whole screen of lines. */
export function Lines({
  lines,
  columns,
  rows,
}: {
  readonly lines: readonly ScreenLine[];
  readonly columns: number;
  readonly rows: number;
}) {
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      {lines.map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by the row it stands in.
        <Row key={row} line={line} />
      ))}
    </Box>
  );
}

function Row({ line }: { line: ScreenLine }) {
  return (
    <Box height={1} paddingX={1} justifyContent="space-between">
      <Box flexShrink={1}>
        <Spans spans={line.left} />
      </Box>
      {line.right && (
        <Box flexShrink={0} marginLeft={1}>
          <Spans spans={line.right} />
        </Box>
      )}
    </Box>
  );
}

function Spans({ spans }: { spans: readonly Span[] }) {
  return (
    <Text wrap="truncate-end">
      {spans.map((span, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is known by its place in the line.
        <Piece key={at} span={span} />
      ))}
    </Text>
  );
}

function Piece({ span: { text, looks = [], link } }: { span: Span }) {
  const color = looks.find((look) => look === 'red' || look === 'green' || look === 'cyan');
  return (
    <Text
      bold={looks.includes('bold')}
      dimColor={looks.includes('dim')}
      inverse={looks.includes('inverse')}
      {...(color ? { color } : {})}
    >
      {link ? `\u001b]8;;${linkTarget(link)}\u0007${sanitize(text)}\u001b]8;;\u0007` : sanitize(text)}
    </Text>
  );
}

/** A link as its sequence can hold it: anything but printable ASCII would end the sequence, or act on the terminal. */
function linkTarget(link: string): string {
  return link.replace(/[^\x21-\x7e]/gu, (found) => (found.isWellFormed() ? encodeURIComponent(found) : ''));
}
