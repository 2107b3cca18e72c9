/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 91
zone Asia/Kolkata
weekend 6
Republic Day: 0126
Ambedkar Jayanti: 0414
Good Friday: 20250418 20260403 20270326 20280414 20290330 20300419 20310411 20320326 20330415 20340407 20350323 20360411
Independence Day: 0815
Gandhi Jayanti: 1002
Christmas Day: 1225`;
