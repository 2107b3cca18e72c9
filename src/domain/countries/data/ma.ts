/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 212
zone Africa/Casablanca
weekend 56
New Year's Day: 0101
Anniversary of the Independence Manifesto: 0111
End of Ramadan (Eid al-Fitr): 20250330 20260320 20270309 20280226 20290214 20300204 20310124 20320114 20330102 20331223 20341212 20351201 20361119
Labour Day: 0501
Feast of the Sacrifice (Eid al-Adha): 20250606 20260527 20270516 20280505 20290424 20300413 20310402 20320322 20330311 20340301 20350218 20360207
Islamic New Year: 20250626 20260616 20270606 20280525 20290514 20300503 20310423 20320411 20330401 20340321 20350311 20360228
Feast of the Throne: 0730
Anniversary of the Recovery Oued Ed-Dahab: 0814
Anniversary of the Revolution of the King and the People: 0820
Youth Day: 0821
Birthday of Muhammad (Mawlid): 20250904 20260825 20270814 20280803 20290724 20300713 20310702 20320620 20330609 20340530 20350520 20360508
Anniversary of the Green March: 1106
Independence Day: 1118`;
