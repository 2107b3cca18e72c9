/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 7
zone Europe/Moscow
weekend 56
New Year's Day: 0101
New Year Holiday: 0102 0103 0104 0105 0106 0108
Christmas Day: 0107
Defender of the Fatherland Day: 0223
International Women's Day: 0308 20260309
Spring and Labour Day: 0501
Victory Day: 0509
Russia Day: 0612
Unity Day: 1104`;
