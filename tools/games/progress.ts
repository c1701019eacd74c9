const width = 30;

/** What a terminal shows while a bet is simulated, over what it showed before; without a bet the line is wiped. */
export function progressText(bet: string, share: number): string {
  if (bet === '') return '\r\u001b[K';
  const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░');
  return `\r\u001b[K  ${bar} ${Math.floor(share * 100)} %  ${bet}`;
}

/** Writes it to a terminal, and nothing to a file or a pipe. */
export function showProgress(
  stream: { readonly isTTY?: boolean; write(text: string): unknown },
  { bet, share }: { bet: string; share: number },
): void {
  if (stream.isTTY === true) stream.write(progressText(bet, share));
}
