/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 34
zone Europe/Madrid
weekend 56
New Year's Day: 0101
Epiphany: 0106
Good Friday: 20250418 20260403 20270326 20280414 20290330 20300419 20310411 20320326 20330415 20340407 20350323 20360411
Labour Day: 0501
Assumption: 0815
Fiesta Nacional de España: 1012
All Saints' Day: 1101
Día de la Constitución Española: 1206
Immaculate Conception: 1208
Christmas Day: 1225 20331226`;
