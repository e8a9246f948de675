// The day it is in Finland, as the server counts days.

/** `ahead`: of what moment; unit: milliseconds from now. */
export const finnishDay = (ahead = 0): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' }).format(Date.now() + ahead)
