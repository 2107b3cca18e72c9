/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 244
zone Africa/Luanda
weekend 56
New Year's Day: 0101
Liberation Day: 0204
Shrove Tuesday: 20250304 20260217 20270209 20280229 20290213 20300305 20310225 20320210 20330301 20340221 20350206 20360226
International Woman's Day: 0308
Peace Day: 0404
Good Friday: 20250418 20260403 20270326 20280414 20290330 20300419 20310411 20320326 20330415 20340407 20350323 20360411
Labour Day: 0501
National Hero Day: 0917
All Souls' Day: 1102
Independence Day: 1111
Christmas Day: 1225`;
