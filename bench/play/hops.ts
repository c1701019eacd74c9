import { playRound, settleRound } from '@croupier/contracts';

/** Where a round is while it is on its way, each with the figure of an app that tells how long it took. */
const hops = [
  { name: 'gateway asks games', app: 'gateway', figure: 'ask_sent', subject: playRound.subject },
  { name: 'games answers', app: 'games', figure: 'ask', subject: playRound.subject },
  { name: 'games asks wallet', app: 'games', figure: 'ask_sent', subject: settleRound.subject },
  { name: 'wallet answers', app: 'wallet', figure: 'ask', subject: settleRound.subject },
] as const;

interface Total {
  seconds: number;
  count: number;
}

/** Measures how long the rounds that come stay at each place. @returns what gives the mean of each since now, in ms */
export async function watchHops(
  urls: Readonly<Record<string, string>>,
): Promise<() => Promise<Record<string, number>>> {
  const before = await totals(urls);
  return async () => {
    const after = await totals(urls);
    const means = hops.map(({ name }, at): [string, number] => {
      const [first, last] = [before[at], after[at]];
      if (!first || !last) return [name, Number.NaN];
      return [name, ((last.seconds - first.seconds) / (last.count - first.count)) * 1000];
    });
    return Object.fromEntries(means);
  };
}

async function totals(urls: Readonly<Record<string, string>>): Promise<Total[]> {
  return Promise.all(
    hops.map(async ({ app, figure, subject }) => {
      const text = await (await fetch(`${urls[app] ?? ''}/metrics`)).text();
      const read = (part: string): number => {
        const name = `casino_messaging_${figure}_duration_seconds_${part}`;
        const line = text.split('\n').find((each) => each.startsWith(name) && each.includes(`"${subject}"`));
        return Number(line?.split(' ').at(-1) ?? 0);
      };
      return { seconds: read('sum'), count: read('count') };
    }),
  );
}
