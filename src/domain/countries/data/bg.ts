/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 359
zone Europe/Sofia
weekend 56
New Year's Day: 0101
Liberation Day: 0303
Good Friday: 20250418 20260410 20270430 20280414 20290406 20300426 20310411 20320430 20330422 20340407 20350427 20360418
Easter Sunday: 20250420 20260412 20270502 20280416 20290408 20300428 20310413 20320502 20330424 20340409 20350429 20360420
Easter Monday: 20250421 20260413 20270503 20280417 20290409 20300429 20310414 20320503 20330425 20340410 20350430 20360421
Labour Day: 0501
St. George's Day: 0506
Bulgarian Education and Culture, and Slavonic Literature Day: 0524
Unification Day: 0906
Independence Day: 0922
Christmas Eve: 1224
Christmas Day: 1225`;
