import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Graphemes } from '../../src/render/graphemes.ts';

const quick = 'aZ9 ~é߀—…⏎✓→│▸字한かカ\t\n\u001b\u009b';
const joining = ['\r', 'e\u0301', '👨‍👩‍👧', '👍🏽', '🇩🇪', 'ก็', 'हि', '\u200d', '\ufe0f'];
const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom(...quick) }),
  fc.string({ unit: fc.constantFrom(...quick, ...joining) }),
);

test('glyphs equal those of Intl.Segmenter', () => {
  const real = new Intl.Segmenter();
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 12 }), (text, at) => {
      const [own, expected] = [new Graphemes().segment(text), real.segment(text)];
      const glyph = ({ segment, index }: { segment: string; index: number }) => ({ segment, index });
      expect([...own].map(glyph)).toEqual([...expected].map(glyph));
      const there = expected.containing(at) as Intl.SegmentData | undefined;
      expect(own.containing(at)).toEqual(there ? expect.objectContaining(glyph(there)) : undefined);
    }),
  );
});

test('no character that counts as one glyph joins with a neighbor', () => {
  const real = new Intl.Segmenter();
  const glyphs = (segments: Iterable<{ segment: string }>) => Array.from(segments, ({ segment }) => segment);
  for (let code = 0; code < 0x10000; code++) {
    const text = [...'a字한…'].join(String.fromCharCode(code));
    expect(glyphs(new Graphemes().segment(text)), JSON.stringify(text)).toEqual(glyphs(real.segment(text)));
  }
});
