/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 386
zone Europe/Ljubljana
weekend 56
New Year's Day: 0101 0102
Prešeren Day, the Slovenian Cultural Holiday: 0208
Easter Sunday: 20250420 20260405 20270328 20280416 20290401 20300421 20310413 20320328 20330417 20340409 20350325 20360413
Easter Monday: 20250421 20260406 20270329 20280417 20290402 20300422 20310414 20320329 20330418 20340410 20350326 20360414
Day of Uprising Against Occupation: 0427
Labour Day: 0501 0502
Pentecost: 20250608 20260524 20270516 20280604 20290520 20300609 20310601 20320516 20330605 20340528 20350513 20360601
Statehood Day: 0625
Assumption: 0815
Reformation Day: 1031
Day of Remembrance for the Dead: 1101
Christmas Day: 1225
Independence and Unity Day: 1226`;
