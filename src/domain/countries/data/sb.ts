/** Made by build/countries.mjs from date-holidays (CC BY-SA 3.0): do not edit. */
export const text = `code 677
zone Pacific/Guadalcanal
weekend 56`;
