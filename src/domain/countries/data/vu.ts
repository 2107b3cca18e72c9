/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 678
zone Pacific/Efate
weekend 56
New Year's Day: 0101
Mémoire du père de l'indépendance Rév. Dr. W.H. Lini: 0221
Public Holiday: 0222 0816 1227
Fête des chefs coutumiers: 0305
Good Friday: 20250418 20260403 20270326 20280414 20290330 20300419 20310411 20320326 20330415 20340407 20350323 20360411
Easter Monday: 20250421 20260406 20270329 20280417 20290402 20300422 20310414 20320329 20330418 20340410 20350326 20360414
Labour Day: 0501
Ascension Day: 20250529 20260514 20270506 20280525 20290510 20300530 20310522 20320506 20330526 20340518 20350503 20360522
Journée Mondiale des Enfants: 0724
Independence Day: 0730
Assumption: 0815
Constitution Day: 1005
Jour de l'Unité: 1029
Christmas Day: 1225
Fête de Famille: 1226`;
