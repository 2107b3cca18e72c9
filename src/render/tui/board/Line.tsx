import { Text } from 'ink';
import type { Line as Spans } from '../../board/spans.ts';
import { useColor } from './color.ts';

/** A line of text that has been fitted to its place. */
export function Line({ spans }: { readonly spans: Spans }) {
  const hasColor = useColor();
  return (
    <Text wrap="truncate">
      {spans.map(({ text, look }, at) => {
        const isColor = look !== undefined && look !== 'bold' && look !== 'dim';
        return (
          <Text
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is made anew as a whole.
            key={at}
            bold={look === 'bold'}
            dimColor={look === 'dim'}
            {...(isColor && hasColor ? { color: look } : {})}
          >
            {text}
          </Text>
        );
      })}
    </Text>
  );
}
