/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 420
zone Europe/Prague
weekend 56
New Year's Day: 0101
Good Friday: 20250418 20260403 20270326 20280414 20290330 20300419 20310411 20320326 20330415 20340407 20350323 20360411
Easter Monday: 20250421 20260406 20270329 20280417 20290402 20300422 20310414 20320329 20330418 20340410 20350326 20360414
Labour Day: 0501
Liberation Day: 0508
Saints Cyril and Methodius Day: 0705
Jan Hus Day: 0706
St. Wenceslas Day (Czech Statehood Day): 0928
Independent Czechoslovak State Day: 1028
Struggle for Freedom and Democracy Day: 1117
Christmas Eve: 1224
Christmas Day: 1225
Boxing Day: 1226`;
