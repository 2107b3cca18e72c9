/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 53
zone America/Havana
weekend 56
Triumph of the Revolution: 0101
Victory of Armed Forces Day: 0102
Good Friday: 20250418 20260403 20270326 20280414 20290330 20300419 20310411 20320326 20330415 20340407 20350323 20360411
Labour Day: 0501
Day before the Commemoration of the Assault of the Moncada garrison: 0725
Commemoration of the Assault of the Moncada garrison: 0726
Day after the Commemoration of the Assault of the Moncada garrison: 0727
Independence Day: 1010
Christmas Day: 1225`;
