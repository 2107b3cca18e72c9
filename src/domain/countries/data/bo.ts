/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 591
zone America/La_Paz
weekend 56
New Year's Day: 0101
Plurinational State Foundation Day: 0122
Shrove Monday: 20250303 20260216 20270208 20280228 20290212 20300304 20310224 20320209 20330228 20340220 20350205 20360225
Shrove Tuesday: 20250304 20260217 20270209 20280229 20290213 20300305 20310225 20320210 20330301 20340221 20350206 20360226
Good Friday: 20250418 20260403 20270326 20280414 20290330 20300419 20310411 20320326 20330415 20340407 20350323 20360411
Labour Day: 0501
Corpus Christi: 20250619 20260604 20270527 20280615 20290531 20300620 20310612 20320527 20330616 20340608 20350524 20360612
Andean Amazonian Chaqueño New Year: 0621
Independence Day: 0806
All Souls' Day: 1102
Christmas Day: 1225
Andean Amazonic Chacoan New Year (substitutes): 20260622
Independence Day (substitutes): 20280807 20340807
Labour Day (substitutes): 20330502
Christmas Day (substitutes): 20331226
New Year's Day (substitutes): 20340102
Plurinational State Foundation Day (substitutes): 20340123`;
