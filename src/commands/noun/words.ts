import type { Context } from '../../context.ts';

/** Why commands keep a word from being the name of a noun; null if they do not. */
export function wordCheck({ config, isCommand, isVerb }: Context): (word: string) => string | null {
  return (word) => {
    if (isCommand(word)) return 'it is a command';
    if (isVerb(word)) return 'it is a verb of commands';
    return Object.hasOwn(config.aliases, word) ? `it is a command of your own: crm alias rm ${word}` : null;
  };
}

/** The names in `a,b,c`. */
export function namesIn(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
