/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 243
zone Africa/Kinshasa
weekend 56
New Year's Day: 0101 20340102
Day of the Martyrs: 0104 20260105 20320105
Anniversary of President Laurent Kabila: 0116 20280118 20330118
Anniversary of Prime Minister Patrice Emery Lumumba: 0117 20270118
Labour Day: 0501 20330502
Liberation Day: 0517 20260518
Independence Day: 0630 20300701
Parents' Day: 0801 20270802 20320802
Christmas Day: 1225 20331226`;
