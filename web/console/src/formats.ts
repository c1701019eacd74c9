const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** `12.3`, `0.40`, `0`; per second, where three places say enough. */
export function rate(perSecond: number): string {
  if (perSecond === 0) return '0';
  return perSecond >= 100
    ? perSecond.toFixed(0)
    : perSecond >= 1
      ? perSecond.toFixed(1)
      : perSecond.toFixed(2);
}

/** `0.42 ms`, `37 ms`, `1.2 s`; a dash where nothing was measured. */
export function time(ms: number | undefined): string {
  if (ms === undefined) return '–';
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return ms >= 10 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(ms >= 1 ? 1 : 2)} ms`;
}

export function count(value: number | undefined): string {
  return value === undefined ? '–' : value.toLocaleString('en-GB');
}

/** Time of day. */
export function moment(at: number): string {
  return clock.format(at);
}

/** `rpc.wallet.settle-round.v1` → `wallet settle-round`; anything else as it is. */
export function shortName(name: string): string {
  return name.replace(/^(?:rpc|evt)\.([a-z-]+)\.([a-z.-]+)\.v(\d+)/, (_, service: string, what: string) =>
    [service, what.replaceAll('.', ' ')].join(' '),
  );
}

/** `12 s`, `4 min`, `3 h`. */
export function since(iso: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
