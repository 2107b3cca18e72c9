/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 378
zone Europe/San_Marino
weekend 56
New Year's Day: 0101
Epiphany: 0106
Feast of Saint Agatha: 0205
Anniversary of the Arengo: 0325
Inauguration Ceremony: 0401
Easter Sunday: 20250420 20260405 20270328 20280416 20290401 20300421 20310413 20320328 20330417 20340409 20350325 20360413
Easter Monday: 20250421 20260406 20270329 20280417 20290402 20300422 20310414 20320329 20330418 20340410 20350326 20360414
Labour Day: 0501
Corpus Christi: 20250619 20260604 20270527 20280615 20290531 20300620 20310612 20320527 20330616 20340608 20350524 20360612
Liberation from Fascism: 0728
Assumption: 0815
The Feast of San Marino and the Republic: 0903
Cerimonia di investitura dei Capitani Reggenti: 1001
All Saints' Day: 1101
Commemoration of the deceased: 1102
Immaculate Conception: 1208
Christmas Day: 1225
Boxing Day: 1226`;
