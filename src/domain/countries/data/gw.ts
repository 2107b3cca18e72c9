/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 245
zone Africa/Bissau
weekend 56
New Year's Day: 0101
Heroes Day: 0120
International Women's Day: 0308
End of Ramadan (Eid al-Fitr): 20250330 20260320 20270309 20280226 20290214 20300204 20310124 20320114 20330102 20331223 20341212 20351201 20361119
Labour Day: 0501
Feast of the Sacrifice (Eid al-Adha): 20250606 20260527 20270516 20280505 20290424 20300413 20310402 20320322 20330311 20340301 20350218 20360207
Pidjiguiti Day: 0803
Independence Day: 0924
Readjustment Movement Day: 1114
Christmas Day: 1225`;
