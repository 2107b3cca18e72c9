import { expect, test } from 'vitest';
import { profileText, readProfile } from '../../src/domain/profile.ts';

test.each([
  ['https://www.linkedin.com/in/Jane-Doe-12/?trk=x', 'https://www.linkedin.com/in/jane-doe-12'],
  ['linkedin.com/in/jane', 'https://www.linkedin.com/in/jane'],
  ['http://de.linkedin.com/in/j%C3%BCrgen/de', 'https://www.linkedin.com/in/jürgen'],
  ['LinkedIn: jane', 'https://www.linkedin.com/in/jane'],
  ['https://www.linkedin.com/company/Acme/about/', 'https://www.linkedin.com/company/acme'],
  ['https://twitter.com/Jane?s=20', 'https://x.com/jane'],
  ['x.com/@jane/', 'https://x.com/jane'],
  ['Twitter: @Jane', 'https://x.com/jane'],
  ['github: jane', 'https://github.com/jane'],
  ['@Jane@Social.Example', 'https://social.example/@jane'],
  ['https://www.youtube.com/@Jane', 'https://www.youtube.com/@Jane'],
  ['https://bsky.app/profile/jane.bsky.social', 'https://bsky.app/profile/jane.bsky.social'],
])('%s is the profile %s, and so is that', (text, url) => {
  expect(readProfile(text)).toBe(url);
  expect(readProfile(url)).toBe(url);
});

test.each([
  '@jane',
  'jane',
  'https://acme.com/in/jane',
  'https://linkedin.com',
  'https://x.com/home',
  'jane@acme.com',
  '',
])('%j is no profile, and stays as it is', (text) => {
  expect(readProfile(text)).toBeNull();
  expect(profileText(` ${text} `)).toBe(text);
});

test('a handle alone is of the usual network', () => {
  expect(readProfile('Jane-Doe', 'linkedin')).toBe('https://www.linkedin.com/in/jane-doe');
  expect(readProfile('acme.com', 'linkedin')).toBeNull();
});
