/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 258
zone Africa/Maputo
weekend 56
New Year's Day: 0101
Heroes’ Day: 0203
Women’s Day: 0407
Workers' Day: 0501
Independence Day: 0625
Lusaka Peace Agreement: 0907
Public Holiday: 20250908 20261005 20280626 20300204 20300408 20310908 20330502 20330926 20331226 20340102 20340626 20360204 20360908
Defense Force’s Day: 0925
Peace and Reconciliation Day: 1004
Family Day: 1225`;
