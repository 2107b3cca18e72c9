/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 94
zone Asia/Colombo
weekend 56
New Year's Day: 0101
Duruthu Full Moon Poya Day: 0103
Tamil Thai Pongal Day: 0115
Navam Full Moon Poya Day: 0201
National Day: 0204
Mahasivarathri Day: 0215
Madin Full Moon Poya Day: 0302
Id-Ul-Fitr (Ramazan Festival Day): 0321
Bak Full Moon Poya Day: 0401
Day before Sinhala and Tamil New Year: 0413
Sinhala and Tamil New Year: 0414
Good Friday: 20250418 20260403 20270326 20280414 20290330 20300419 20310411 20320326 20330415 20340407 20350323 20360411
Labour Day and Vesak Full Moon Poya Day: 0501
Day following Vesak Full Moon Poya Day: 0502
Id-Ul-Alha (Hadji Festival Day): 0528
Adhi Poson Full Moon Poya Day: 0530
Poson Full Moon Poya Day: 0629
Esala Full Moon Poya Day: 0729
Milad-Un-Nabi (Holy Prophet's Birthday): 0826
Nikini Full Moon Poya Day: 0827
Binara Full Moon Poya Day: 0926
Vap Full Moon Poya Day: 1025
Deepavali Festival Day: 1108
Il Full Moon Poya Day: 1124
Unduvap Full Moon Poya Day: 1223
Christmas Day: 1225`;
