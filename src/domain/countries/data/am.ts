/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 374
zone Asia/Yerevan
weekend 56
New Year's Day: 0101 0102
Pre-Christmas holidays: 0103 0104 0105
Christmas Day: 0106
Army Day: 0128
International Women's Day: 0308
Mother's Day: 0424
Labour Day: 0501
Victory and Peace Day: 0509
Republic Day: 0528
Constitution Day: 0705
Independence Day: 0921
New Year's Eve: 1231`;
