/**
 * A zone in which it is about noon now: a limit of a day, a week or a month that is counted on its calendar begins no
 * new period while a suite runs, whatever the hour is in London.
 */
export function middayZone(now: Date = new Date()): string {
  const hoursAhead = 12 - now.getUTCHours();
  // In these names, as POSIX has it, the sign is that of what is added to reach UTC.
  return `Etc/GMT${hoursAhead > 0 ? '-' : '+'}${Math.abs(hoursAhead)}`;
}
