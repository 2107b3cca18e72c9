/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 66
zone Asia/Bangkok
weekend 56
New Year's Day: 0101
Makha Bucha: 20250213 20260303
Chakri Memorial Day: 0406
Songkran Festival: 0413 0414 0415
Coronation Day: 0504
Vesak Day: 20250512 20260531
Queen Suthida's Birthday: 0603
Asalha Puja: 20250710 20260729
Buddhist Lent: 20250711 20260730
King's Birthday: 0728
The Queen Mother's Birthday: 0812
King Bhumibol Adulyadej Memorial Day: 1013
King Chulalongkorn Day: 1023
King Bhumibol Adulyadej's Birthday: 1205
Constitution Day: 1210
New Year's Eve: 1231`;
