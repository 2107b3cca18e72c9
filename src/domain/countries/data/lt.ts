/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 370
zone Europe/Vilnius
weekend 56
New Year's Day: 0101
Day of Restoration of the State of Lithuania: 0216
Day of Restoration of Independence of Lithuania: 0311
Easter Sunday: 20250420 20260405 20270328 20280416 20290401 20300421 20310413 20320328 20330417 20340409 20350325 20360413
Easter Monday: 20250421 20260406 20270329 20280417 20290402 20300422 20310414 20320329 20330418 20340410 20350326 20360414
Labour Day: 0501
St. John's Day: 0624
Statehood Day: 0706
Assumption: 0815
All Saints' Day: 1101
All Souls' Day: 1102
Christmas Eve: 1224
Christmas Day: 1225
Boxing Day: 1226`;
