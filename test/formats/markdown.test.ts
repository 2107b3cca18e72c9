import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeMarkdown } from '../../src/domain/markdown-text.ts';
import { formatMarkdown } from '../../src/formats/template/markdown.ts';

test('Markdown becomes text and HTML', async () => {
  const { text, html } = await formatMarkdown(
    [
      'Hello **Ann**,\nas _said_:',
      '- one\n- [two](https://a.test/x?a=1&b=2)\n  1. inner',
      '> quoted',
      'Ann & Co <ann@a.test>',
      '![logo](https://a.test/l.png)',
    ].join('\n\n'),
  );
  expect(text).toBe(
    'Hello Ann,\nas said:\n\n- one\n- two <https://a.test/x?a=1&b=2>\n  1. inner\n\n> quoted\n\nAnn & Co ann@a.test\n\nlogo <https://a.test/l.png>\n',
  );
  expect(html).toContain('<p>Hello <strong>Ann</strong>,<br>\nas <em>said</em>:</p>');
  expect(html).toContain('<a href="https://a.test/x?a=1&amp;b=2">two</a>');
  expect(html).toContain('Ann &amp; Co <a href="mailto:ann@a.test">ann@a.test</a>');
  expect(html).not.toContain('<img');
});

test('HTML in Markdown is text, and links run nothing', async () => {
  const { html } = await formatMarkdown(
    '<script>alert(1)</script>\n\nx <img src=x onerror=alert(1)> [y](javascript:alert(1)) [z](data:text/html,x)',
  );
  expect(html).not.toMatch(/<script|<img|href/);
  expect(html).toContain('&lt;script&gt;');
});

test('a value is nothing but its text, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...'ab*_[]()<>&#-+.!`~|\\"\'=:/1 '.split(''))),
      async (parts) => {
        const value = parts.join('').trim();
        const { text, html } = await formatMarkdown(`x ${escapeMarkdown(value)} y`);
        expect(text).toBe(`x ${value} y\n`.replace(/ +/g, (run) => run));
        const inner = /<p>(.*)<\/p>/s.exec(html)?.[1] ?? '';
        expect(inner).not.toMatch(/<(?!br>)/);
      },
    ),
  );
});
