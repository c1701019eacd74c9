import { canonicalJson, type Hashes, type ProvenRound, verifyRound } from '@croupier/game-maths';

type Json = Readonly<Record<string, unknown>>;

/** One settled round in every place where it is told. */
export interface ShownRound {
  roundId: string;
  /** The transaction of the ledger, with what it won of a jackpot, as an answer has these. */
  ledger: Json;
  /** What the player was answered, first or when asking again. */
  answer: Json;
  /** What the stream told, which a player who was cut off then has not heard. */
  stream: Json | undefined;
  /** GET /v1/rounds/{id}. */
  read: Json;
  /** GET /v1/rounds/{id}/statement. */
  statement: { rederived: string; sentences: string[] };
  /** GET /v1/rounds/{id}/proof. */
  proof: ProvenRound & Json;
}

/** What is not the same everywhere, and what its own seeds do not derive. */
export function shownFaults(round: ShownRound, hashes: Hashes): string[] {
  const { roundId, ledger, answer, stream, read, statement, proof } = round;
  const faults: string[] = [];
  const compare = (where: string, told: Json, members: readonly string[]): void => {
    for (const member of members) {
      const [due, is] = [canonicalJson(ledger[member] ?? null), canonicalJson(told[member] ?? null)];
      if (due !== is) faults.push(`round ${roundId}: ${member} is ${due} in the ledger, ${is} in ${where}`);
    }
  };
  const money = ['stake', 'payout', 'netWin', 'jackpotWin'];
  compare('the answer', answer, [...money, 'outcome']);
  compare('what is read', read, [...money, 'outcome']);
  compare('the proof', proof, ['stake', 'payout', 'outcome']);
  if (stream) compare('the stream', stream, money);
  compare('the statement', statedIn(statement.sentences), ['stake', 'payout', 'jackpotWin']);
  if (statement.rederived !== 'agrees')
    faults.push(`round ${roundId}: the statement says that it is derived ${statement.rederived}`);
  for (const { what, holds, detail } of verifyRound(proof, hashes))
    if (!holds) faults.push(`round ${roundId}: ${what} ${detail}`);
  return faults;
}

/** The amounts that a statement names, as its sentences have them. */
export function statedIn(sentences: readonly string[]): Json {
  const amount = (pattern: RegExp): object | undefined => {
    const found = sentences.map((sentence) => pattern.exec(sentence)).find((match) => match !== null);
    return found?.[1] === undefined ? undefined : gbp(found[1]);
  };
  return {
    stake: amount(/^([\d.]+) GBP was staked on /),
    payout: sentences.includes('In all nothing came back.')
      ? gbp('0.00')
      : amount(/^In all ([\d.]+) GBP came back/),
    jackpotWin: amount(/It was won: ([\d.]+) GBP was paid/),
  };
}

function gbp(text: string): object {
  return { amount: Number(text.replace('.', '')), currency: 'GBP' };
}
