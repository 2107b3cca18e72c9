/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 504
zone America/Tegucigalpa
weekend 56
New Year's Day: 0101
Día de las Américas: 0414
Maundy Thursday: 20250417 20260402 20270325 20280413 20290329 20300418 20310410 20320325 20330414 20340406 20350322 20360410
Good Friday: 20250418 20260403 20270326 20280414 20290330 20300419 20310411 20320326 20330415 20340407 20350323 20360411
Labour Day: 0501
Independence Day: 0915
Soldier's Day: 1003
Columbus Day: 1012
Armed forces Day: 1021
Christmas Day: 1225`;
