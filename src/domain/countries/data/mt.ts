/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 356
zone Europe/Malta
weekend 56
New Year's Day: 0101
Feast of Saint Paul's Shipwreck in Malta: 0210
Saint Joseph: 0319
Freedom Day: 0331
Good Friday: 20250418 20260403 20270326 20280414 20290330 20300419 20310411 20320326 20330415 20340407 20350323 20360411
Labour Day: 0501
June 7th: 0607
Saints Peter and Paul: 0629
Assumption: 0815
Victory Day: 0908
Independence Day: 0921
Immaculate Conception: 1208
Republic Day: 1213
Christmas Day: 1225`;
