/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 51
zone America/Lima
weekend 56
New Year's Day: 0101
Maundy Thursday: 20250417 20260402 20270325 20280413 20290329 20300418 20310410 20320325 20330414 20340406 20350322 20360410
Good Friday: 20250418 20260403 20270326 20280414 20290330 20300419 20310411 20320326 20330415 20340407 20350323 20360411
Easter Sunday: 20250420 20260405 20270328 20280416 20290401 20300421 20310413 20320328 20330417 20340409 20350325 20360413
Labour Day: 0501
Battle of Arica and Flag Day: 0607
Saints Peter and Paul: 0629
Peruvian Air Force Day: 0723
Independence Day: 0728 0729
Battle of Junín: 0806
Santa Rosa de Lima: 0830
Battle of Angamos: 1008
All Saints' Day: 1101
Immaculate Conception: 1208
Battle of Ayacucho: 1209
Christmas Day: 1225`;
