/** Seasons in the languages that are read, without accents. */
const SEASON =
  /(?:^|[\s'])(?:spring|summer|autumn|fall|winter|fr(?:u|ue)h(?:ling|jahr)|sommer|herbst|printemps|ete|automne|hiver|primavera|verano|otono|invierno|estate|autunno|inverno|lente|voorjaar|zomer|herfst|najaar|verao|outono)(?![\w-])/;

/**
 * What to ask for where a text names a season, which is several months, and others in the other half of the world; null
 * for other texts.
 */
export const seasonHint = (text: string): string | null =>
  SEASON.test(text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''))
    ? 'A season is several months: name one of them, as in "early april"'
    : null;
