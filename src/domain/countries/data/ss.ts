/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 211
zone Africa/Juba
weekend 56
New Year's Day: 0101
Peace Agreement Day: 0109
International Women's Day: 0308
End of Ramadan (Eid al-Fitr): 20250331 20260321 20270310 20280227 20290215 20300205 20310125 20320115 20330103 20331224 20341213 20351202 20361120
SPLA Day: 0516
Feast of the Sacrifice (Eid al-Adha): 20250608 20260529 20270518 20280507 20290426 20300415 20310404 20320324 20330313 20340303 20350220 20360209
Independence Day: 0709
Martyrs Day: 0730
Christmas Day: 1225
Republic Day: 1228
New Year's Eve: 1231`;
