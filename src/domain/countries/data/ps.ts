/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 970
zone Asia/Gaza
weekend 56`;
