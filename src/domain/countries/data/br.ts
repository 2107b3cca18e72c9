/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 55
zone America/Sao_Paulo
weekend 56
New Year's Day: 0101
Good Friday: 20250418 20260403 20270326 20280414 20290330 20300419 20310411 20320326 20330415 20340407 20350323 20360411
Tiradentes' Day: 0421
Labour Day: 0501
Independence Day: 0907
Our Lady of Aparecida: 1012
All Souls' Day: 1102
Republic Day: 1115
Black Awareness Day: 1120
Christmas Day: 1225
Election Day: 20261004 20261025 20281001 20281029 20301006 20301027 20321003 20321031 20341001 20341029 20361005 20361026`;
