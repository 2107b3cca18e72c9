/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 39
zone Europe/Rome
weekend 56
New Year's Day: 0101
Epiphany: 0106
Easter Sunday: 20250420 20260405 20270328 20280416 20290401 20300421 20310413 20320328 20330417 20340409 20350325 20360413
Easter Monday: 20250421 20260406 20270329 20280417 20290402 20300422 20310414 20320329 20330418 20340410 20350326 20360414
Liberation from Nazi-Fascism (1945): 0425
Labour Day: 0501
Republic Day: 0602
Assumption: 0815
All Saints' Day: 1101
Immaculate Conception: 1208
Christmas Day: 1225
Boxing Day: 1226
National Day of Saint Francis of Assisi: 20261004 20271004 20281004 20291004 20301004 20311004 20321004 20331004 20341004 20351004 20361004`;
