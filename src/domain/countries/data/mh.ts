/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 692
zone Pacific/Majuro
weekend 56`;
