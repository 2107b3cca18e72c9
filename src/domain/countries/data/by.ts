/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 375
zone Europe/Minsk
weekend 56
New Year's Day: 0101
Christmas Day: 0107 1225
International Women's Day: 0308
Commemoration Day: 20250429 20260421 20270511 20280425 20290417 20300507 20310422 20320511 20330503 20340418 20350508 20360429
Labour Day: 0501
Victory Day: 0509
Independence Day: 0703
October Revolution Day: 1107`;
